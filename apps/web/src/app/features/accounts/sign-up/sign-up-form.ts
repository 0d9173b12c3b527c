import { FormControl, FormGroup } from '@angular/forms';
import { LIMITS, MOBILE_PATTERN } from '@ccr/domain';
import { worded } from '../../../ui/form';

/** People write numbers with blanks, brackets and dashes; what counts is what remains without them. */
const MOBILE_AS_WRITTEN = /^[\s()-]*\+[\d\s()-]+$/;
const isMobile = { test: (value: string) => MOBILE_AS_WRITTEN.test(value) && MOBILE_PATTERN.test(value.replace(/[\s()-]/g, '')) };

const text = (...validators: ReturnType<typeof worded.required>[]): FormControl<string> =>
  new FormControl('', { nonNullable: true, validators });

/** The controls of the sign-up page and what each insists on. */
export function signUpForm() {
  const password = text(
    worded.required('Choose a password.'),
    worded.minLength(LIMITS.password.min, `Use at least ${LIMITS.password.min} characters.`),
  );
  return new FormGroup({
    name: text(worded.required('Enter your name.')),
    email: text(worded.required('Enter your e-mail.'), worded.email('This does not look like an e-mail address.')),
    password,
    confirmPassword: text(
      worded.required('Enter the password once more.'),
      worded.sameAs(() => password, 'The two passwords are not the same.'),
    ),
    mobile: text(worded.matches(isMobile, 'Write it in the international form, like +44 7700 900123.')),
  });
}
