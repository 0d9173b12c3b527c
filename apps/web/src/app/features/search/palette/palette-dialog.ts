import { ChangeDetectionStrategy, Component, type ElementRef, computed, effect, inject, linkedSignal, signal, viewChildren } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import { MatDialogContent, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { LIMITS } from '@ccr/domain';
import { debounce, timer } from 'rxjs';
import { Icon, type IconName, ProblemNote } from '../../../ui';
import { SessionStore } from '../../accounts';
import { closeWithSession } from '../../accounts/later';
import { placesFor } from '../places';
import { type Hit, SearchStore } from '../search.store';
import { RecentStore } from './recent.store';

const TYPING = 200;
const HITS = 6;

/** Something to choose. */
interface Choice {
  readonly key: string;
  readonly group: string;
  readonly icon: IconName;
  readonly words: string;
  readonly detail: string;
  readonly url: string;
}

const ofTicket = (group: string, { id, reference, subject }: Pick<Hit['ticket'], 'id' | 'reference' | 'subject'>): Choice => ({
  key: `${group} ${id}`,
  group,
  icon: 'forum',
  words: subject,
  detail: reference,
  url: `/tickets/${reference}`,
});

/** Finds tickets and goes anywhere, by the keyboard alone: the text field keeps the focus, arrows choose, Enter goes there. */
@Component({
  selector: 'ccr-palette-dialog',
  imports: [Icon, MatDialogContent, ProblemNote],
  templateUrl: './palette-dialog.html',
  styleUrl: './palette-dialog.scss',
  providers: [RecentStore, SearchStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PaletteDialog {
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<PaletteDialog>>(MatDialogRef);
  private readonly recent = inject(RecentStore).tickets;
  private readonly role = computed(() => this.session.viewer()?.role);
  private readonly session = inject(SessionStore);
  private readonly options = viewChildren<ElementRef<HTMLElement>>('option');

  protected readonly store = inject(SearchStore);
  protected readonly longest = LIMITS.search.text;
  protected readonly typed = signal('');
  private readonly text = computed(() => this.typed().trim());

  protected readonly choices = computed<readonly Choice[]>(() => {
    const places = placesFor(this.role(), this.text()).map(({ url, words, icon }) => ({ key: url, group: 'Pages', icon, words, detail: '', url }));
    if (!this.text()) return [...this.recent().map((ticket) => ofTicket('Last active', ticket)), ...places];
    return [...(this.store.hits() ?? []).map(({ ticket }) => ofTicket('Tickets', ticket)), ...places, this.everything()];
  });
  /** Begins anew with each text: what was chosen of other choices means nothing. */
  protected readonly chosen = linkedSignal<string, number>({ source: this.text, computation: () => 0 });
  protected readonly active = computed(() => Math.min(this.chosen(), this.choices().length - 1));
  protected readonly state = computed(() => {
    if (this.store.isLooking()) return 'Looking…';
    const count = this.store.hits()?.length;
    return count === undefined ? '' : count === 0 ? 'No ticket found.' : `${count} ${count === 1 ? 'ticket' : 'tickets'} found.`;
  });

  constructor() {
    closeWithSession(this.dialog);
    toObservable(this.text)
      .pipe(
        debounce((text) => timer(text ? TYPING : 0)),
        takeUntilDestroyed(),
      )
      .subscribe((text) => void this.store.show({ text }, HITS));
    effect(() => this.options()[this.active()]?.nativeElement.scrollIntoView?.({ block: 'nearest' }));
  }

  protected startsGroup(index: number): boolean {
    return this.choices()[index]?.group !== this.choices()[index - 1]?.group;
  }

  protected press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const count = this.choices().length;
    const moves: Record<string, number> = { ArrowDown: this.active() + 1, ArrowUp: this.active() + count - 1 };
    const next = moves[event.key];
    if (next === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (next !== undefined) this.chosen.set(next % count);
    else this.go(this.choices()[this.active()]);
  }

  /** In this tab, unless the link is to open elsewhere. */
  protected follow(event: MouseEvent, choice: Choice): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.go(choice);
  }

  private go(choice: Choice | undefined): void {
    if (!choice) return;
    this.dialog.close();
    void this.router.navigateByUrl(choice.url);
  }

  private everything(): Choice {
    const url = this.router.createUrlTree(['/search'], { queryParams: { q: this.text() } }).toString();
    return { key: 'everything', group: 'Search', icon: 'search', words: `Search everything for “${this.text()}”`, detail: '', url };
  }
}
