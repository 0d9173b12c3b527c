import { GraphQLJSONObject } from 'graphql-scalars';
import { Arg, Ctx, Field, InputType, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type GraphqlContext, type SignedInContext } from '../../../platform/graphql';
import type { OwnPassword } from '../people/own-password';
import { PASSWORD_WORK } from '../people/passwords';
import { KnownPassword } from '../people/person.fields';
import type { AccountDeletion } from './account-deletion';
import type { AccountExportService } from './account-export.service';

@InputType({ description: 'You want to see what is held on you.' })
class ExportAccountInput {
  @KnownPassword('Yours: it may be somebody else who sits there now.')
  password!: string;
}

@ObjectType({ description: 'What is held on you.', simpleResolvers: true })
class ExportAccountPayload {
  @Field(() => GraphQLJSONObject, { description: 'Everything that is held on you.' })
  data!: Record<string, unknown>;
}

@InputType({ description: 'You want to leave.' })
class DeleteAccountInput {
  @KnownPassword('Yours: it may be somebody else who sits there now.')
  password!: string;
}

@ObjectType({ description: 'You are signed out everywhere, and your account is about to be erased.', simpleResolvers: true })
class DeleteAccountPayload {
  @Field(() => Date, { description: 'When everything personal is erased. Signing in before then cancels it.' })
  deletionDueAt!: Date;
}

@Resolver()
export class OwnAccountResolver {
  constructor(
    private readonly exports: AccountExportService,
    private readonly deletion: AccountDeletion,
    private readonly ownPassword: OwnPassword,
  ) {}

  @Authorized('account.manage')
  @Mutation(() => ExportAccountPayload, {
    complexity: PASSWORD_WORK,
    description: 'Everything that is held on you, as one JSON document. Five times an hour.',
  })
  async exportAccount(
    @Arg('input') { password }: ExportAccountInput,
    @Ctx() { viewer, client }: SignedInContext,
  ): Promise<ExportAccountPayload> {
    return { data: await this.exports.export(viewer, password, client) };
  }

  @Authorized('account.manage')
  @Mutation(() => DeleteAccountPayload, {
    complexity: PASSWORD_WORK,
    description: 'Signs you out everywhere and erases everything personal in seven days, unless you sign in before.',
  })
  async deleteAccount(
    @Arg('input') { password }: DeleteAccountInput,
    @Ctx() signedIn: SignedInContext,
  ): Promise<DeleteAccountPayload> {
    const context: GraphqlContext = signedIn; // nobody is, in the end
    const cookie = context.sessionCookie();
    const { viewer, client } = signedIn;
    const proven = await this.ownPassword.insist(viewer, password, { path: 'input.password', operation: 'deleteAccount', client });
    const deletionDueAt = await this.deletion.request(viewer, proven, client);
    cookie.clear();
    context.viewer = null;
    return { deletionDueAt };
  }
}
