import { randomInt } from 'node:crypto';
import { IsNull } from 'typeorm';
import type { SecretKey } from '../../../platform/auth';
import type { Clock } from '../../../platform/clock';
import { type Database, newId } from '../../../platform/database';
import { RecoveryCode } from './recovery-code.entity';

/** Without 0 O 1 I L U: nothing that is misread. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const HOW_MANY = 10;
const GROUPS = 3;

const group = (): string => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
/** One of 5 · 10^17, such as K7Q2-M9XD-4TRW. */
const newCode = (): string => Array.from({ length: GROUPS }, group).join('-');
/** However it was typed. */
const plain = (code: string): string => code.toUpperCase().replace(/[\s\p{Pd}]/gu, '');

/** The codes that stand in for an authenticator app that was lost. */
export class RecoveryCodes {
  constructor(
    private readonly database: Database,
    private readonly key: SecretKey,
    private readonly clock: Clock,
  ) {}

  /** Makes new codes, in the caller's unit of work; those from before are good for nothing. They are told here and never again. */
  async replace(userId: string): Promise<string[]> {
    const codes = Array.from({ length: HOW_MANY }, newCode);
    await this.forget(userId);
    const rows = codes.map((code) => ({ id: newId(), userId, codeHash: this.hash(userId, code), usedAt: null }));
    await this.database.manager.insert(RecoveryCode, rows);
    return codes;
  }

  /** Uses a code up, in the caller's unit of work. Resolves to how many are left; null when it is no good, also when someone was faster. */
  async redeem(userId: string, code: string): Promise<number | null> {
    const { manager } = this.database;
    const unused = { userId, usedAt: IsNull() };
    const { affected } = await manager.update(RecoveryCode, { ...unused, codeHash: this.hash(userId, code) }, { usedAt: this.clock.now() });
    return affected === 1 ? manager.countBy(RecoveryCode, unused) : null;
  }

  /** In the caller's unit of work. */
  async forget(userId: string): Promise<void> {
    await this.database.manager.delete(RecoveryCode, { userId });
  }

  private hash(userId: string, code: string): string {
    return this.key.hash(`recovery ${userId} ${plain(code)}`);
  }
}
