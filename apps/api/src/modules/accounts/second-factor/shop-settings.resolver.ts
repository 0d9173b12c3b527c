import { LIMITS } from '@ccr/domain';
import { IsOptional, Max, Min } from 'class-validator';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type SignedInContext } from '../../../platform/graphql';
import { ShopSettings } from './shop-settings.entity';
import type { ShopSettingsService } from './shop-settings.service';

const { minDays, maxDays } = LIMITS.autoClose;
const WRONG_DAYS = { message: `Choose a number of days from ${minDays} to ${maxDays}.` };

@InputType({ description: 'What to decide anew for the whole shop. What is left out stays as it is.' })
class UpdateShopSettingsInput {
  @Field(() => Boolean, { nullable: true, description: 'Whether agents and admins must set up a second factor.' })
  staffSecondFactorRequired?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether new tickets are given to the best agent at once.' })
  autoAssign?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: `After how many days a resolved ticket closes by itself, ${minDays} to ${maxDays}. It holds for what is resolved from now on; what is resolved already keeps its day.`,
  })
  @IsOptional()
  @Min(minDays, WRONG_DAYS)
  @Max(maxDays, WRONG_DAYS)
  autoCloseDays?: number | null;
}

@ObjectType({ description: 'The shop has these settings now.', simpleResolvers: true })
class UpdateShopSettingsPayload {
  @Field(() => ShopSettings, { description: 'The settings as they now are.' })
  settings!: ShopSettings;
}

@Resolver()
export class ShopSettingsResolver {
  constructor(private readonly settings: ShopSettingsService) {}

  @Authorized('shop.manage')
  @Query(() => ShopSettings, { description: 'What admins have decided for the whole shop. For admins.' })
  shopSettings(): Promise<ShopSettings> {
    return this.settings.read();
  }

  @Authorized('shop.manage')
  @Mutation(() => UpdateShopSettingsPayload, { description: 'Decides for the whole shop. For admins.' })
  async updateShopSettings(
    @Arg('input') input: UpdateShopSettingsInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<UpdateShopSettingsPayload> {
    return { settings: await this.settings.update(viewer, input, client) };
  }
}
