import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from '../../../platform/auth';
import { type GraphqlContext } from '../../../platform/graphql';
import { networkOf, type Throttle } from '../../../platform/throttle';
import { SignUpInput } from '../people/sign-up.input';
import type { AccountService } from '../people/account.service';
import { PASSWORD_WORK } from '../people/passwords';
import { User } from '../people/user.entity';
import type { Entrance } from './entrance';
import type { OwnSessions } from './own-sessions';
import { ReportSignInInput, SignInInput } from './sign-in.input';
import type { SignInReports } from './sign-in-reports';
import type { SignInService } from './sign-in.service';

@ObjectType({ description: 'You, now a customer and signed in.', simpleResolvers: true })
class SignUpPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'You, now signed in.', simpleResolvers: true })
class SignInPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;

  @Field(() => Boolean, { description: 'Whether you had deleted your account: it stays, because you came back in time.' })
  deletionCancelled!: boolean;
}

@ObjectType({ description: 'You are signed out.', simpleResolvers: true })
class SignOutPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'Everything that somebody else may have got has ended.', simpleResolvers: true })
class ReportSignInPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@Resolver()
export class SessionResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly signIns: SignInService,
    private readonly entrance: Entrance,
    private readonly ownSessions: OwnSessions,
    private readonly reports: SignInReports,
    private readonly signUps: Throttle,
  ) {}

  @Public()
  @Query(() => User, { nullable: true, description: 'Whoever the request acts for; null when signed out.' })
  viewer(@Ctx() { viewer, loaders }: GraphqlContext): Promise<User | null> {
    return viewer ? loaders.byId(User, viewer.id) : Promise.resolve(null);
  }

  @Public()
  @Mutation(() => SignUpPayload, { complexity: PASSWORD_WORK, description: 'Makes you a customer and signs you in.' })
  async signUp(@Arg('input') input: SignUpInput, @Ctx() context: GraphqlContext): Promise<SignUpPayload> {
    const cookie = context.sessionCookie();
    await this.signUps.count(networkOf(context.client.ip));
    const user = await this.accounts.signUp(input, context.client);
    return this.entrance.welcome(user, cookie, context);
  }

  @Public()
  @Mutation(() => SignInPayload, { complexity: PASSWORD_WORK, description: 'Signs you in: the answer sets a cookie.' })
  async signIn(@Arg('input') input: SignInInput, @Ctx() context: GraphqlContext): Promise<SignInPayload> {
    const cookie = context.sessionCookie();
    const signedIn = await this.signIns.signIn(input, context.client, cookie.device);
    return { ...(await this.entrance.enter(signedIn, cookie, context)), deletionCancelled: signedIn.deletionCancelled };
  }

  @Public()
  @Mutation(() => SignOutPayload, { description: 'Ends the session and closes its sockets. Signed out already, it does nothing.' })
  async signOut(@Ctx() context: GraphqlContext): Promise<SignOutPayload> {
    const cookie = context.sessionCookie();
    const { viewer, client } = context;
    if (viewer?.credential.kind === 'session') await this.ownSessions.signOut(viewer, client);
    cookie.clear();
    context.viewer = null;
    return { ok: true };
  }

  @Public()
  @Mutation(() => ReportSignInPayload, {
    complexity: PASSWORD_WORK,
    description:
      'Says that a sign-in was somebody else: ends all sessions and access tokens and the password, takes back a change of address and a second factor that came after it, and mails a code to set a new password.',
  })
  async reportSignIn(@Arg('input') { token }: ReportSignInInput, @Ctx() { client }: GraphqlContext): Promise<ReportSignInPayload> {
    await this.reports.report(token, client);
    return { ok: true };
  }
}
