import { Arg, Ctx, Field, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from '../../platform/auth';
import { type GraphqlContext, type SessionCookie } from '../../platform/graphql';
import { networkOf, type Throttle } from '../../platform/throttle';
import { SignInInput, SignUpInput } from './account.inputs';
import type { AccountService } from './account.service';
import type { BegunSession, SessionService } from './session.service';
import { User } from './user.entity';

@ObjectType({ description: 'You, now a customer and signed in.', simpleResolvers: true })
class SignUpPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'You, now signed in.', simpleResolvers: true })
class SignInPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'You are signed out.', simpleResolvers: true })
class SignOutPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

/** What a password check costs, in the unit of the complexity limit: few of them fit into one operation. */
const PASSWORD_WORK = 1_000;

@Resolver()
export class SessionResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly sessions: SessionService,
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
    const user = await this.accounts.signUp(input);
    return this.enter(await this.sessions.begin(user, false), cookie, context);
  }

  @Public()
  @Mutation(() => SignInPayload, { complexity: PASSWORD_WORK, description: 'Signs you in: the answer sets a cookie.' })
  async signIn(@Arg('input') input: SignInInput, @Ctx() context: GraphqlContext): Promise<SignInPayload> {
    const cookie = context.sessionCookie();
    return this.enter(await this.sessions.signIn(input, context.client), cookie, context);
  }

  @Public()
  @Mutation(() => SignOutPayload, { description: 'Ends the session and closes its sockets. Signed out already, it does nothing.' })
  async signOut(@Ctx() context: GraphqlContext): Promise<SignOutPayload> {
    const cookie = context.sessionCookie();
    const credential = context.viewer?.credential;
    if (credential?.kind === 'session') await this.sessions.end(credential.id);
    cookie.clear();
    context.viewer = null;
    return { ok: true };
  }

  /** The session from before, if any, ends: a session never changes hands. */
  private async enter(begun: BegunSession, cookie: SessionCookie, context: GraphqlContext): Promise<{ viewer: User }> {
    const { user, session, secret } = begun;
    const before = context.viewer?.credential;
    if (before?.kind === 'session') await this.sessions.end(before.id);
    cookie.set(secret, session.remember ? session.expiresAt : null);
    context.viewer = { id: user.id, role: user.role, credential: { kind: 'session', id: session.id } };
    return { viewer: user };
  }
}
