import { Injectable, inject } from '@angular/core';
import type { UnsubscriptionQuery } from '#graphql';
import { ResubscribeDocument, UnsubscribeDocument, UnsubscriptionDocument } from '#graphql/unsubscribe';
import { Api } from '../../../data';

/** Whether somebody has a kind of news by mail. */
export type Unsubscription = NonNullable<UnsubscriptionQuery['unsubscription']>;

/** What the link at the end of a mail does. Not kept: it may be another person's than whoever is signed in. */
@Injectable({ providedIn: 'root' })
export class UnsubscribeStore {
  private readonly api = inject(Api);

  /** Null when the link is not whole. */
  async find(token: string): Promise<Unsubscription | null> {
    return (await this.api.ask(UnsubscriptionDocument, { token })).unsubscription;
  }

  async choose(token: string, mail: boolean): Promise<Unsubscription> {
    const input = { token };
    return mail
      ? (await this.api.mutate(ResubscribeDocument, { input })).resubscribe.unsubscription
      : (await this.api.mutate(UnsubscribeDocument, { input })).unsubscribe.unsubscription;
  }
}
