import type { AbstractControl, ValidatorFn } from '@angular/forms';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** An error as forms here know it: the sentence that is shown. */
export interface WordedError {
  readonly words: string;
}

const text = (control: AbstractControl): string => String(control.value ?? '');

const check =
  (isFine: (value: string) => boolean, words: string): ValidatorFn =>
  (control): WordedError | null =>
    isFine(text(control)) ? null : { words };

/** Validators that carry their own words. All but `required` leave an empty field alone. */
export const worded = {
  required: (words: string): ValidatorFn => check((value) => value.trim() !== '', words),
  email: (words: string): ValidatorFn => check((value) => value === '' || EMAIL.test(value.trim()), words),
  matches: (pattern: Pick<RegExp, 'test'>, words: string): ValidatorFn => check((value) => value === '' || pattern.test(value), words),
  minLength: (min: number, words: string): ValidatorFn =>
    check((value) => value === '' || value.length >= min, words),
  maxLength: (max: number): ValidatorFn =>
    check((value) => value.length <= max, `Keep this to ${max.toLocaleString('en')} characters.`),
  /** The same text as in another control of the same form. */
  sameAs: (other: () => AbstractControl, words: string): ValidatorFn => (control): WordedError | null =>
    text(control) === '' || text(control) === text(other()) ? null : { words },
};
