import { Field, Int, ObjectType } from 'type-graphql';

const count = (description: string): PropertyDecorator => Field(() => Int, { description });

/** How many tickets there are, for one viewer. */
@ObjectType({
  description: 'How many tickets there are: for admins in the shop, for agents among those assigned to them, for customers among their own.',
  simpleResolvers: true,
})
export class TicketCounts {
  @count('Raised; nobody has it.')
  new!: number;

  @count('An agent has it.')
  open!: number;

  @count('Waiting for the customer, as an agent has said.')
  pending!: number;

  @count('The agent says it is done.')
  resolved!: number;

  @count('Final.')
  closed!: number;

  @count('NEW, OPEN or PENDING.')
  active!: number;

  @count('Active tickets that nobody has: for admins all, for agents those of the topics they are expert in, for customers 0.')
  unassigned!: number;

  @count('Active tickets that are assigned to you.')
  mine!: number;

  @count('Active tickets whose customer waits for an answer.')
  waitingForShop!: number;

  @count('Active tickets that somebody has and whose customer has the answer.')
  waitingForCustomer!: number;
}
