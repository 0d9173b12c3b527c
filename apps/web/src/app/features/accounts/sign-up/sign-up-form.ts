import { FormControl, FormGroup } from '@angular/forms';
import { MOBILE_PATTERN } from '@ccr/domain';
import { worded } from '../../../ui/form';
import { emailControl } from '../forms/controls';
import { newPasswordControls } from '../password-strength/new-password';

/** People write numbers with blanks, brackets and dashes; what counts is what remains without them. */
const MOBILE_AS_WRITTEN = /^[\s()-]*\+[\d\s()-]+$/;
const isMobile = { test: (value: string) => MOBILE_AS_WRITTEN.test(value) && MOBILE_PATTERN.test(value.replace(/[\s()-]/g, '')) };

const text = (...validators: ReturnType<typeof worded.required>[]): FormControl<string> =>
  new FormControl('', { nonNullable: true, validators });

/** The controls of the sign-up page and what each insists on. */
export function signUpForm() {
  const { newPassword, confirmPassword } = newPasswordControls();
  return new FormGroup({
    name: text(worded.required('Enter your name.')),
    email: emailControl(),
    password: newPassword,
    confirmPassword,
    mobile: text(worded.matches(isMobile, 'Write it in the international form, like +44 7700 900123.')),
  });
}
