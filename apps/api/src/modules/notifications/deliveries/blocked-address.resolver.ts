import { LIMITS, roleAllows } from '@ccr/domain';
import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../../platform/graphql';
import { type Connection } from '../../../platform/paging';
import { User } from '../../accounts';
import { BlockedAddress, BlockReason } from './blocked-address.entity';
import type { BlockedAddresses } from './blocked-addresses';
import { BlockedAddressConnection, UnblockAddressInput, UnblockAddressPayload } from './delivery.types';

/** Addresses that get no mail, and the people who have them. */
@Resolver(() => User)
export class BlockedAddressResolver {
  constructor(private readonly addresses: BlockedAddresses) {}

  @Authorized('delivery.manage')
  @Query(() => BlockedAddressConnection, { description: 'The addresses that get no mail, those blocked last first. For admins.' })
  blockedAddresses(
    @Arg('first', () => Int, { nullable: true, defaultValue: LIMITS.page.default, description: '1 to 100.' }) first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'A cursor.' }) after?: string,
  ): Promise<Connection<BlockedAddress>> {
    return this.addresses.list({ first, after });
  }

  @Authorized('delivery.manage')
  @Mutation(() => UnblockAddressPayload, {
    description: 'Lets mail go to an address again. The provider may keep a list of its own, from which it has to be taken as well. For admins.',
  })
  async unblockAddress(@Arg('input') { address }: UnblockAddressInput, @Ctx() { viewer, client }: SignedInContext): Promise<UnblockAddressPayload> {
    await this.addresses.unblock(viewer, address, client);
    return { ok: true };
  }

  @FieldResolver(() => BlockReason, { nullable: true, description: 'Why their address gets no mail; null when it does, and unless you are an admin.' })
  async mailBlocked(@Root() { email, erasedAt }: User, @Ctx() { viewer, loaders }: GraphqlContext): Promise<BlockReason | null> {
    if (!viewer || !roleAllows(viewer.role, 'delivery.manage') || erasedAt !== null) return null;
    const [blocked] = await loaders.manyBy(BlockedAddress, 'address', email);
    return blocked?.reason ?? null;
  }
}
