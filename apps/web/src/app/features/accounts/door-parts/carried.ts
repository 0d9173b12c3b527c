import { Location } from '@angular/common';
import { inject } from '@angular/core';

/** What one door hands to the next beside the address, so that it stands in no link and no log. */
export interface Carried {
  /** Typed at the door before. */
  readonly email?: string;
  /** Said at the top of the next door. */
  readonly notice?: string;
  /** Whether a code was asked for just now. */
  readonly codeSent?: boolean;
  /** Whether it was wanted as a text message. */
  readonly bySms?: boolean;
}

/** What the door before handed over. Call it in the constructor of a page. */
export const carried = (): Carried => (inject(Location).getState() as Carried | null) ?? {};
