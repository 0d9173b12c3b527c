import { Arg, Field, InputType, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import { Public } from '../../../platform/auth';
import { NewsKind } from '../news-kind';
import type { Unsubscribing } from './unsubscribing';

@ObjectType({ description: 'Whether somebody has a kind of news by mail, for whoever holds the link at the end of such a mail.', simpleResolvers: true })
class Unsubscription {
  @Field(() => NewsKind, { description: 'What the news is of.' })
  kind!: NewsKind;

  @Field(() => Boolean, { description: 'Whether it comes by mail.' })
  mail!: boolean;

  @Field(() => String, { description: 'Where to, with most of it left out.' })
  email!: string;
}

@InputType({ description: 'From the link at the end of a mail.' })
class UnsubscribeInput {
  @Field(() => String, { description: 'The last part of the link.' })
  token!: string;
}

@ObjectType({ description: 'It is as you want it.', simpleResolvers: true })
class UnsubscribePayload {
  @Field(() => Unsubscription, { description: 'The choice as it now is.' })
  unsubscription!: Unsubscription;
}

@Resolver()
export class UnsubscribeResolver {
  constructor(private readonly unsubscribing: Unsubscribing) {}

  @Public()
  @Query(() => Unsubscription, { nullable: true, description: 'What the link at the end of a mail is about. Null when it is not one of ours.' })
  unsubscription(@Arg('token', () => String, { description: 'The last part of the link.' }) token: string): Promise<Unsubscription | null> {
    return this.unsubscribing.find(token);
  }

  @Public()
  @Mutation(() => UnsubscribePayload, { description: 'No more mail of the kind that the link is about.' })
  async unsubscribe(@Arg('input') { token }: UnsubscribeInput): Promise<UnsubscribePayload> {
    return { unsubscription: await this.unsubscribing.choose(token, false) };
  }

  @Public()
  @Mutation(() => UnsubscribePayload, { description: 'Undoes `unsubscribe`.' })
  async resubscribe(@Arg('input') { token }: UnsubscribeInput): Promise<UnsubscribePayload> {
    return { unsubscription: await this.unsubscribing.choose(token, true) };
  }
}
