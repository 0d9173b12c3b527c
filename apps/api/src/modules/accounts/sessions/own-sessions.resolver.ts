import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { type GraphqlContext, type SessionCookie, type SignedInContext } from '../../../platform/graphql';
import { deviceName } from './device-name';
import type { OwnSessions } from './own-sessions';
import { Session } from './session.entity';

@InputType({ description: 'Which session to end.' })
class EndSessionInput {
  @Field(() => ID, { description: 'One of your own.' })
  sessionId!: string;
}

@ObjectType({ description: 'The session is over.', simpleResolvers: true })
class EndSessionPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

@ObjectType({ description: 'Your other sessions are over.', simpleResolvers: true })
class EndOtherSessionsPayload {
  @Field(() => Boolean, { description: 'Always true.' })
  ok!: boolean;
}

function signOut(cookie: SessionCookie, context: GraphqlContext): void {
  cookie.clear();
  context.viewer = null;
}

@Resolver(() => Session)
export class OwnSessionsResolver {
  constructor(private readonly own: OwnSessions) {}

  @Authorized('account.secure')
  @Query(() => [Session], { description: 'The browsers that are signed in as you, the last used first, at most 100.' })
  sessions(@Ctx() { viewer }: SignedInContext): Promise<Session[]> {
    return this.own.list(viewer);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is the one that asks.' })
  current(@Root() session: Session, @Ctx() { viewer }: GraphqlContext): boolean {
    return viewer?.credential.id === session.id;
  }

  @FieldResolver(() => String, { description: 'Such as "Firefox on Linux".' })
  device(@Root() { userAgent }: Session): string {
    return deviceName(userAgent);
  }

  @FieldResolver(() => String, { description: 'Where it signed in from.' })
  ipAddress(@Root() { ip }: Session): string {
    return ip;
  }

  @FieldResolver(() => Boolean, { description: 'Whether it stays over the end of the browser.' })
  remembered(@Root() { remember }: Session): boolean {
    return remember;
  }

  @Authorized('account.secure')
  @Mutation(() => EndSessionPayload, {
    description: 'Ends one of your sessions and closes its sockets. Ending the one that asks signs you out.',
  })
  async endSession(@Arg('input') { sessionId }: EndSessionInput, @Ctx() context: SignedInContext): Promise<EndSessionPayload> {
    const { viewer, client } = context;
    const cookie = viewer.credential.id === sessionId ? context.sessionCookie() : null;
    await this.own.end(viewer, sessionId, client);
    if (cookie) signOut(cookie, context);
    return { ok: true };
  }

  @Authorized('account.secure')
  @Mutation(() => EndOtherSessionsPayload, { description: 'Ends all of your sessions but the one that asks, and closes their sockets.' })
  async endOtherSessions(@Ctx() { viewer, client }: SignedInContext): Promise<EndOtherSessionsPayload> {
    await this.own.endOthers(viewer, client);
    return { ok: true };
  }
}
