import { FormControl } from '@angular/forms';
import { LIMITS } from '@ccr/domain';
import { worded } from '../../../ui/form';

const SIX_DIGITS = new RegExp(`^\\d{${LIMITS.code.digits}}$`);

/** Codes are shown in groups, and people type them so. */
export const withoutBlanks = (text: string): string => text.replace(/\s/g, '');

const isSixDigits = { test: (value: string) => SIX_DIGITS.test(withoutBlanks(value)) };

/** An address to write to; `words` ask for it. */
export const emailControl = (email = '', words = 'Enter your e-mail.'): FormControl<string> =>
  new FormControl(email, {
    nonNullable: true,
    validators: [worded.required(words), worded.email('This does not look like an e-mail address.')],
  });

/** The password of someone who is signed in, asked for again. */
export const knownPassword = (words = 'Enter your password.'): FormControl<string> =>
  new FormControl('', { nonNullable: true, validators: worded.required(words) });

/** The six digits of a mail or an authenticator app. */
export const sixDigits = (): FormControl<string> =>
  new FormControl('', {
    nonNullable: true,
    validators: [worded.required('Enter the code.'), worded.matches(isSixDigits, 'The code has six digits.')],
  });
