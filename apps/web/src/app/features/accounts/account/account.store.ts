import { Injectable, inject } from '@angular/core';
import type { UpdateProfileInput } from '#graphql';
import {
  CancelEmailChangeDocument,
  ConfirmEmailChangeDocument,
  DeleteAccountDocument,
  ExportAccountDocument,
  RequestEmailChangeDocument,
  RequestMobileCodeDocument,
  UpdateProfileDocument,
  VerifyMobileDocument,
} from '#graphql/account';
import { Api } from '../../../data';
import { SessionStore } from '../session.store';

/** What people do to their own account. Who they are is the session's: the answers change the viewer in the cache. */
@Injectable({ providedIn: 'root' })
export class AccountStore {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);

  async updateProfile(input: UpdateProfileInput): Promise<void> {
    await this.api.mutate(UpdateProfileDocument, { input });
  }

  async requestEmailChange(newEmail: string, password: string): Promise<void> {
    await this.api.mutate(RequestEmailChangeDocument, { input: { newEmail, password } });
  }

  async confirmEmailChange(code: string): Promise<void> {
    await this.api.mutate(ConfirmEmailChangeDocument, { input: { code } });
  }

  async cancelEmailChange(): Promise<void> {
    await this.api.mutate(CancelEmailChangeDocument, {});
  }

  /** A code to the viewer's mobile number. */
  async requestMobileCode(password: string): Promise<void> {
    await this.api.mutate(RequestMobileCodeDocument, { input: { password } });
  }

  async verifyMobile(code: string): Promise<void> {
    await this.api.mutate(VerifyMobileDocument, { input: { code } });
  }

  /** Everything that is held on the viewer. */
  async export(password: string): Promise<Record<string, unknown>> {
    const { exportAccount } = await this.api.mutate(ExportAccountDocument, { input: { password } });
    return exportAccount.data;
  }

  /** Ends every session, this one too. Gives the moment until which signing in cancels it. */
  async delete(password: string): Promise<string> {
    const { deleteAccount } = await this.session.exchange(() => this.api.mutate(DeleteAccountDocument, { input: { password } }));
    return deleteAccount.deletionDueAt;
  }
}
