import { Injectable, inject, signal } from '@angular/core';
import { type NavigationError, NavigationSkipped, NavigationStart, Router } from '@angular/router';
import { filter } from 'rxjs';
import { Problem } from '../data';

/** A page that could not be opened, and why. */
export interface FailedPage {
  readonly url: string;
  readonly words: string;
}

const PART_MISSING = 'A part of this page could not be loaded. There may be a newer version, or no connection.';

/** Holds the page that could not be opened until the next one is tried, be it the one that is still there. */
@Injectable({ providedIn: 'root' })
export class NavigationProblem {
  private readonly failed = signal<FailedPage | null>(null);

  readonly page = this.failed.asReadonly();

  constructor() {
    inject(Router)
      .events.pipe(filter((event) => event instanceof NavigationStart || event instanceof NavigationSkipped))
      .subscribe(() => this.failed.set(null));
  }

  report({ url, error }: NavigationError): void {
    this.failed.set({ url, words: error instanceof Problem ? error.message : PART_MISSING });
  }
}
