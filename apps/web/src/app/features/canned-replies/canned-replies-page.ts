import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Role } from '@ccr/domain';
import { newId, toProblem } from '../../data';
import { EmptyState, Icon, Menu, ProblemNote, Skeleton, focusMover } from '../../ui';
import { Confirm } from '../../ui/confirm/confirm';
import { SessionStore } from '../accounts';
import { type CannedReply, CannedRepliesStore } from './canned-replies.store';
import { type CannedReplyDraft, CannedReplyForm } from './canned-reply-form';

const BLANK: CannedReplyDraft = { title: '', shortcut: '', body: '', shared: false };
const SHOW_FOR = 5_000;

/** The texts that one keeps to answer with, and those for all staff, which admins keep. */
@Component({
  selector: 'ccr-canned-replies-page',
  imports: [CannedReplyForm, EmptyState, Icon, MatButton, Menu, ProblemNote, Skeleton],
  templateUrl: './canned-replies-page.html',
  styleUrl: './canned-replies-page.scss',
  providers: [CannedRepliesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CannedRepliesPage {
  private readonly session = inject(SessionStore);
  private readonly confirm = inject(Confirm);
  private readonly snackBar = inject(MatSnackBar);
  private readonly moveFocus = focusMover();
  /** Of one attempt to add one; the same reply sent again is the same attempt. */
  private attempt = { reply: '', id: '' };

  protected readonly store = inject(CannedRepliesStore);
  protected readonly blank = BLANK;
  protected readonly isAdmin = computed(() => this.session.viewer()?.role === Role.ADMIN);
  protected readonly groups = computed(() => {
    const replies = this.store.replies();
    return replies && [
      { title: 'Yours', replies: replies.filter(({ shared }) => !shared), canChange: true },
      { title: 'For all staff', replies: replies.filter(({ shared }) => shared), canChange: this.isAdmin() },
    ].filter((group) => group.replies.length > 0);
  });
  /** The id of the one that is being changed; `new` while one is being added. */
  protected readonly editing = signal('');
  protected readonly refusal = signal('');

  constructor() {
    this.store.need();
  }

  protected readonly add = async ({ shared, ...words }: CannedReplyDraft): Promise<void> => {
    const reply = JSON.stringify([words, shared]);
    if (this.attempt.reply !== reply) this.attempt = { reply, id: newId() };
    await this.store.create(words, shared, this.attempt.id);
    this.attempt = { reply: '', id: '' };
    this.snackBar.open(`“${words.title}” was added.`, undefined, { duration: SHOW_FOR });
  };

  protected readonly change = (id: string) => ({ title, shortcut, body }: CannedReplyDraft): Promise<void> =>
    this.store.update(id, { title, shortcut, body });

  protected draftKey(which: string): string {
    return `${this.session.viewer()?.id}:canned-reply:${which}`;
  }

  protected stopEditing(): void {
    this.editing.set('');
    this.moveFocus('.add');
  }

  protected async remove({ id, title, shared }: CannedReply): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Delete “${title}”?`,
      text: shared ? 'All staff lose it. Messages that were sent with it stay.' : 'Messages that were sent with it stay.',
      yes: 'Delete',
    });
    if (!sure) return;
    this.refusal.set('');
    try {
      await this.store.delete(id);
      this.moveFocus('.add');
    } catch (error) {
      this.refusal.set(toProblem(error).reason);
    }
  }
}
