import { DOCUMENT, ElementRef, Injectable, Injector, afterNextRender, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { Shortcuts } from '../../../ui';
import { ListAddress } from './list-address';
import { ShownRows } from './shown-rows';

/** J and K: through the rows while the focus is there or no ticket is open, else from one open ticket to the next. */
@Injectable()
export class ListKeys {
  private readonly rows = inject(ShownRows).rows;
  private readonly address = inject(ListAddress);
  private readonly router = inject(Router);
  private readonly document = inject(DOCUMENT);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly injector = inject(Injector);
  private place = -1;
  /** The ticket to which the focus is on its way. */
  private awaited = '';

  /** The id of the row that is to have the focus: of a long list, it may have to be drawn first. */
  readonly wanted = signal('');

  constructor() {
    inject(Shortcuts).offer([
      { key: 'j', words: 'Next ticket', group: 'List', run: () => this.move(1) },
      { key: 'k', words: 'Ticket before', group: 'List', run: () => this.move(-1) },
    ]);
  }

  /** Puts the focus on the row of a ticket, without moving the list. */
  focus(reference: string): void {
    this.reach(reference, { preventScroll: true });
  }

  private move(step: 1 | -1): void {
    const references = (this.rows() ?? []).map(({ reference }) => reference);
    const focused = this.awaited || (this.document.activeElement?.closest('[data-reference]')?.getAttribute('data-reference') ?? '');
    const isInList = this.awaited !== '' || (this.host.contains(this.document.activeElement) && focused !== '');
    const here = references.indexOf(isInList ? focused : this.address.open());
    // What left the list, because it was solved, say, has made room: the next one stands at its place.
    const next = here >= 0 ? here + step : Math.max(0, step > 0 ? this.place : this.place - 1);
    const reference = references[next];
    if (reference === undefined) return;
    this.place = next;
    if (this.address.open() && !isInList) void this.router.navigate(['/tickets', reference], { queryParamsHandling: 'preserve' });
    else this.reach(reference);
  }

  private reach(reference: string, options?: FocusOptions): void {
    const link = this.link(reference);
    this.awaited = link ? '' : reference;
    if (link) {
      link.focus(options);
      return;
    }
    this.wanted.set(this.rows()?.find((row) => row.reference === reference)?.id ?? '');
    afterNextRender(() => this.arrive(reference, options), { injector: this.injector });
  }

  private arrive(reference: string, options?: FocusOptions): void {
    // Keys that were pressed meanwhile lead further.
    if (this.awaited !== reference) return;
    this.awaited = '';
    this.link(reference)?.focus(options);
  }

  private link(reference: string): HTMLElement | null | undefined {
    const rows = [...this.host.querySelectorAll<HTMLElement>('[data-reference]')];
    return rows.find(({ dataset }) => dataset['reference'] === reference)?.querySelector<HTMLElement>('h2 a');
  }
}
