import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from '../../../platform/paging';
import { User } from '../people/user.entity';

export const UserConnection = connectionOf<User>('User', () => User);

/** A payload that brings the agent as they now are. No type of the API: the payloads below are. */
@ObjectType({ simpleResolvers: true })
abstract class AgentPayload {
  @Field(() => User, { description: 'The agent or admin.' })
  agent!: User;
}

@ObjectType({ description: 'The agent or admin who was made.', simpleResolvers: true })
export class CreateAgentPayload extends AgentPayload {}

@ObjectType({ description: 'The agent or admin as they now are.', simpleResolvers: true })
export class UpdateAgentPayload extends AgentPayload {}

@ObjectType({ description: 'They are let in no more.', simpleResolvers: true })
export class DeactivateAgentPayload extends AgentPayload {}

@ObjectType({ description: 'They are let in again.', simpleResolvers: true })
export class ReactivateAgentPayload extends AgentPayload {}

@ObjectType({ description: 'Another invitation is on its way; the one before is good for nothing.', simpleResolvers: true })
export class ResendInvitationPayload extends AgentPayload {}

@ObjectType({ description: 'You take tickets now, or not.', simpleResolvers: true })
export class SetAvailabilityPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

@ObjectType({ description: 'You, now signed in.', simpleResolvers: true })
export class AcceptInvitationPayload {
  @Field(() => User, { description: 'You.' })
  viewer!: User;
}

/** What someone sees of their own invitation who has nothing but its link. */
@ObjectType({ description: 'Someone is invited to answer for the shop.', simpleResolvers: true })
export class Invitation {
  @Field(() => String, { description: 'Whom the admin calls by this name.' })
  name!: string;

  @Field(() => String, { description: 'The address that they will sign in with.' })
  email!: string;

  @Field(() => Date, { description: 'Until when the link is good.' })
  expiresAt!: Date;
}
