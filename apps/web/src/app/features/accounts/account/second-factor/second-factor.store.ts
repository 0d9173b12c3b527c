import { Injectable, inject } from '@angular/core';
import type { StartSecondFactorMutation } from '#graphql';
import { ConfirmSecondFactorDocument, DisableSecondFactorDocument, RenewRecoveryCodesDocument, StartSecondFactorDocument } from '#graphql/account';
import { ViewerDocument } from '#graphql/accounts';
import { Api } from '../../../../data';
import { SessionStore } from '../../session.store';

/** What an authenticator app needs to know. */
export type AppKey = StartSecondFactorMutation['startSecondFactor'];

/** The verbs of the second factor. Secrets and codes are handed on and kept nowhere. */
@Injectable({ providedIn: 'root' })
export class SecondFactorStore {
  private readonly api = inject(Api);
  private readonly session = inject(SessionStore);

  async start(password: string): Promise<AppKey> {
    const { startSecondFactor } = await this.api.mutate(StartSecondFactorDocument, { input: { password } });
    return startSecondFactor;
  }

  /** From here on it is needed to sign in. Gives the recovery codes; call `reread` once they are stored. */
  async confirm(code: string): Promise<readonly string[]> {
    // This browser gets another session with it, all others lose theirs.
    const { confirmSecondFactor } = await this.session.renew(() =>
      this.api.mutate(ConfirmSecondFactorDocument, { input: { code } }),
    );
    return confirmSecondFactor.recoveryCodes;
  }

  /** Reads again where the account stands, and what its owner still has to do. */
  async reread(): Promise<void> {
    await this.api.query(ViewerDocument, {});
  }

  async turnOff(password: string, code: string): Promise<void> {
    await this.session.renew(() => this.api.mutate(DisableSecondFactorDocument, { input: { password, code } }));
  }

  async renewRecoveryCodes(password: string, code: string): Promise<readonly string[]> {
    const { renewRecoveryCodes } = await this.api.mutate(RenewRecoveryCodesDocument, { input: { password, code } });
    return renewRecoveryCodes.recoveryCodes;
  }
}
