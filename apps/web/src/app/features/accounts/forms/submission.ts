import { ElementRef, inject, signal } from '@angular/core';
import type { FormGroup } from '@angular/forms';
import { toProblem } from '../../../data';
import { applyIssues, isReady } from '../../../ui/form';

/** The sending of one form: once at a time, the server's objections at their fields, anything else as a sentence. */
export class Submission {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  readonly busy = signal(false);
  readonly problem = signal('');

  /** Made in the component whose form it is: the first field with an error is looked for there. */
  constructor(private readonly form: FormGroup) {}

  /** Does the work if the form is ready. True when it was done. */
  async send(work: () => Promise<void>): Promise<boolean> {
    if (this.busy() || !isReady(this.form, this.host)) return false;
    this.busy.set(true);
    this.problem.set('');
    try {
      await work();
      return true;
    } catch (error) {
      const problem = toProblem(error);
      if (!applyIssues(this.form, problem.issues, this.host)) this.problem.set(problem.reason);
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
