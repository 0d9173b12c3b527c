import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { Authorized } from '../../../platform/auth';
import { badInput } from '../../../platform/errors';
import { type SignedInContext } from '../../../platform/graphql';
import { MailPreview, SendTestMailPayload } from './delivery.types';
import type { TestMails } from './test-mails';

/** A mail of each kind, made from made-up people. */
export interface MailSamples {
  readonly kinds: readonly string[];
  of(kind: string): Omit<MailPreview, 'kind'>;
}

/** What mails look like, and whether they go out. */
@Resolver()
export class MailPreviewResolver {
  constructor(
    private readonly samples: MailSamples,
    private readonly testMails: TestMails,
  ) {}

  @Authorized('delivery.manage')
  @Query(() => [String], { description: 'The kinds of mail that there are. For admins.' })
  mailKinds(): readonly string[] {
    return this.samples.kinds;
  }

  @Authorized('delivery.manage')
  @Query(() => MailPreview, { description: 'What a mail of a kind looks like. For admins.' })
  mailPreview(@Arg('kind', () => String, { description: 'One of `mailKinds`.' }) kind: string): MailPreview {
    if (!this.samples.kinds.includes(kind)) throw badInput('kind', 'There is no such mail. Choose one of mailKinds.');
    return { kind, ...this.samples.of(kind) };
  }

  @Authorized('delivery.manage')
  @Mutation(() => SendTestMailPayload, { description: 'Sends a mail to your own address, at once, five times a minute at most. For admins.' })
  sendTestMail(@Ctx() { viewer }: SignedInContext): Promise<SendTestMailPayload> {
    return this.testMails.send(viewer);
  }
}
