import { Injectable, inject, signal } from '@angular/core';
import type { Availability } from '#graphql';
import { ViewerDocument } from '#graphql/accounts';
import { SetAvailabilityDocument } from '#graphql/people';
import { Api, toProblem } from '../../../data';

/** Whether the viewer takes tickets now. A change shows at once, and is taken back if the server does not take it. */
@Injectable({ providedIn: 'root' })
export class AvailabilityStore {
  private readonly api = inject(Api);
  private isChanging = false;

  readonly problem = signal('');

  async set(wanted: Availability): Promise<void> {
    if (this.isChanging) return;
    this.isChanging = true;
    this.problem.set('');
    const before = this.show(wanted);
    try {
      await this.api.mutate(SetAvailabilityDocument, { input: { availability: wanted } });
    } catch (error) {
      this.show(before);
      this.problem.set(toProblem(error).message);
    } finally {
      this.isChanging = false;
    }
  }

  /** Gives back what was shown before. */
  private show(availability: Availability | null): Availability | null {
    let before: Availability | null = null;
    this.api.cache.updateQuery({ query: ViewerDocument }, (known) => {
      before = known?.viewer?.availability ?? null;
      return known?.viewer ? { viewer: { ...known.viewer, availability } } : known;
    });
    return before;
  }
}
