import { Injectable, inject } from '@angular/core';
import { ResendEmailVerificationDocument, VerifyEmailDocument } from '#graphql/doors';
import { Api } from '../../../data';

/** Confirms that mail to the viewer's address arrives. */
@Injectable({ providedIn: 'root' })
export class ConfirmEmailStore {
  private readonly api = inject(Api);

  /** The answer brings the viewer, now confirmed, into the cache. */
  async confirm(code: string): Promise<void> {
    await this.api.mutate(VerifyEmailDocument, { input: { code } });
  }

  async sendAgain(): Promise<void> {
    await this.api.mutate(ResendEmailVerificationDocument, {});
  }
}
