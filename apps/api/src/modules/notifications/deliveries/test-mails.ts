import type { Viewer } from '../../../platform/auth';
import { type Database, newId } from '../../../platform/database';
import { DeliveryRefused } from '../../../platform/delivery';
import { OperationalError, UserError } from '../../../platform/errors';
import { type MailTransport, renderMail } from '../../../platform/mail';
import type { Throttle } from '../../../platform/throttle';
import { User } from '../../accounts';
import { brandOf, type Sender } from '../mail-words';
import { type BlockedAddresses, WHY_BLOCKED } from './blocked-addresses';

/** What became of a test mail. */
interface Tested {
  readonly address: string;
  /** Why it could not be sent; null when it was. */
  readonly problem: string | null;
}

/** Shows an admin whether mail goes out: at once, and to nobody else. */
export class TestMails {
  constructor(
    private readonly database: Database,
    private readonly transport: MailTransport,
    private readonly blocked: BlockedAddresses,
    private readonly throttle: Throttle,
    private readonly sender: Sender,
  ) {}

  /** @throws UserError CONFLICT when the viewer's address is not confirmed, RATE_LIMITED when they send too many. */
  async send({ id }: Viewer): Promise<Tested> {
    const { name, email, emailVerifiedAt } = await this.database.repository(User).findOneByOrFail({ id });
    if (emailVerifiedAt === null) throw new UserError('CONFLICT', 'Confirm your own address first: the test mail goes there.');
    await this.throttle.count(id);
    const reason = await this.blocked.reasonOf(email);
    const problem = reason === null ? await this.hand({ name, email }) : WHY_BLOCKED[reason];
    return { address: email, problem };
  }

  private async hand(to: { readonly name: string; readonly email: string }): Promise<string | null> {
    const { shopName, publicUrl } = this.sender;
    const content = {
      preheader: 'Mail of your help desk goes out.',
      heading: 'Mail goes out',
      body: ['This is the test mail that you have asked for. What people are told by mail leaves your help desk the same way.'],
      action: { label: 'Open the deliveries', url: `${publicUrl}/deliveries` },
      footer: 'You get this mail because you have asked for it.',
    };
    const mail = { id: newId(), kind: 'test', to, subject: `A test mail of ${shopName}`, thread: null, unsubscribeUrl: null, ...renderMail(content, brandOf(this.sender)) };
    try {
      await this.transport.send(mail);
      return null;
    } catch (error) {
      if (error instanceof DeliveryRefused || error instanceof OperationalError) return error.message;
      throw error;
    }
  }
}
