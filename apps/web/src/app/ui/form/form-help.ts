import type { FormGroup } from '@angular/forms';

interface Issue {
  readonly field: string;
  readonly message: string;
}

/** Shows every error of the form at once and moves the focus to the first one. True when there are none. */
export function isReady(form: FormGroup, host: HTMLElement): boolean {
  form.markAllAsTouched();
  form.markAllAsDirty();
  if (form.valid) return true;
  focusFirstInvalid(host);
  return false;
}

/** Puts what the server objects to at its fields; gives back whether every objection found its field. */
export function applyIssues(form: FormGroup, issues: readonly Issue[], host: HTMLElement): boolean {
  const placed = issues.filter(({ field, message }) => {
    const control = form.get(field);
    control?.setErrors({ words: message });
    control?.markAsTouched();
    control?.markAsDirty();
    return control !== null;
  });
  if (placed.length) focusFirstInvalid(host);
  return issues.length > 0 && placed.length === issues.length;
}

/** The marks of the fields are on the page only after the next rendering. */
function focusFirstInvalid(host: HTMLElement): void {
  setTimeout(() => host.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
