import type { SecretKey } from '../../../platform/auth';
import { NewsKind } from '../news-kind';

/** Whose news of which kind a link is about. */
export interface Subscription {
  readonly userId: string;
  readonly kind: NewsKind;
}

const USE = 'unsubscribe';

/** What stands in the link of a mail: it is good for choosing whether that person has that kind by mail, for ever, and for nothing else. */
export const tokenOf = (secrets: Pick<SecretKey, 'sign'>, { userId, kind }: Subscription): string => secrets.sign(`${USE}.${kind}.${userId}`);

/** What the link is about; null when this server did not make it. */
export function subscriptionOf(secrets: Pick<SecretKey, 'signedText'>, token: string): Subscription | null {
  const [use, kind, userId] = secrets.signedText(token)?.split('.') ?? [];
  const known = Object.values(NewsKind).find((each) => each === kind);
  return use === USE && known && userId ? { userId, kind: known } : null;
}

/** Where the link leads: a page for people, and where mail programs unsubscribe by themselves. */
export const unsubscribeUrl = (publicUrl: string, token: string): string => `${publicUrl}/unsubscribe/${token}`;
