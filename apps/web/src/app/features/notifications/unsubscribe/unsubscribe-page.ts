import { ChangeDetectionStrategy, Component, effect, inject, input, signal, untracked } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { ProblemNote, Skeleton, focusMover } from '../../../ui';
import { NEWS_WORDS } from '../../accounts/later';
import { type Unsubscription, UnsubscribeStore } from './unsubscribe.store';

/** Where the link at the end of a mail leads. Nothing happens by itself: programs that look through mail open links, too. */
@Component({
  selector: 'ccr-unsubscribe-page',
  imports: [MatButton, ProblemNote, RouterLink, Skeleton],
  templateUrl: './unsubscribe-page.html',
  styleUrl: '../../accounts/door.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class UnsubscribePage {
  private readonly store = inject(UnsubscribeStore);
  private readonly moveFocus = focusMover();

  /** From the link. */
  readonly token = input.required<string>();

  /** Undefined while it is looked for, null when the link is not whole. */
  protected readonly found = signal<Unsubscription | null | undefined>(undefined);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  constructor() {
    effect(() => {
      this.token();
      untracked(() => void this.look());
    });
  }

  protected nameOf({ kind }: Unsubscription): string {
    return NEWS_WORDS[kind].name;
  }

  protected async look(): Promise<void> {
    this.problem.set('');
    this.found.set(undefined);
    try {
      this.found.set(await this.store.find(this.token()));
    } catch (error) {
      this.problem.set(toProblem(error).message);
    }
  }

  protected async choose(mail: boolean): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      this.found.set(await this.store.choose(this.token(), mail));
      this.moveFocus('h1');
    } catch (error) {
      this.problem.set(toProblem(error).message);
    } finally {
      this.busy.set(false);
    }
  }
}
