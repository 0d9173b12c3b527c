import { Injectable, inject } from '@angular/core';
import type { InvitationQuery, NotificationChannel, ResetPasswordInput } from '#graphql';
import { InvitationDocument, ReportSignInDocument, RequestPasswordResetDocument, ResetPasswordDocument } from '#graphql/doors';
import { Api } from '../../data';
import { SessionStore } from './session.store';

/** An invitation that can still be accepted. */
export type Invitation = NonNullable<InvitationQuery['invitation']>;

/** What can be done without being signed in, besides coming in. */
@Injectable({ providedIn: 'root' })
export class DoorsStore {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);

  /** The answer is the same whether or not the address has an account, and a mobile number that was confirmed. */
  async requestReset(email: string, channel: NotificationChannel = 'MAIL'): Promise<void> {
    await this.api.mutate(RequestPasswordResetDocument, { input: { email, channel } });
  }

  async resetPassword(input: ResetPasswordInput): Promise<void> {
    await this.session.endEverywhere(() => this.api.mutate(ResetPasswordDocument, { input }));
  }

  /** Null when the link is no longer good. Not kept: what it tells is for whoever holds the link. */
  async invitation(token: string): Promise<Invitation | null> {
    return (await this.api.ask(InvitationDocument, { token })).invitation;
  }

  async reportSignIn(token: string): Promise<void> {
    await this.session.endEverywhere(() => this.api.mutate(ReportSignInDocument, { input: { token } }));
  }
}
