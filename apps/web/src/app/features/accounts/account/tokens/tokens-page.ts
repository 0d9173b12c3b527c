import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { toProblem } from '../../../../data';
import { Clock, EmptyState, Icon, ProblemNote, Skeleton, TimeAgo, dateWords, focusMover } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { type AccessToken, AccessTokensStore } from './access-tokens.store';
import { CreateTokenDialog } from './create-token-dialog';
import { scopeWords } from './scope-words';

/** The programs that act for one: their tokens, and ways to make and end them. */
@Component({
  selector: 'ccr-tokens-page',
  imports: [EmptyState, Icon, MatButton, ProblemNote, Skeleton, TimeAgo],
  templateUrl: './tokens-page.html',
  styleUrl: '../section.scss',
  providers: [AccessTokensStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TokensPage {
  private readonly dialog = inject(MatDialog);
  private readonly confirm = inject(Confirm);
  private readonly moveFocus = focusMover();
  private readonly clock = inject(Clock);

  protected readonly store = inject(AccessTokensStore);
  protected readonly problem = signal('');
  protected readonly said = signal('');
  protected readonly scopeWords = scopeWords;
  protected readonly dateWords = dateWords;

  protected create(): void {
    this.said.set('');
    this.dialog.open<unknown, AccessTokensStore>(CreateTokenDialog, { data: this.store, width: '480px', autoFocus: 'input' });
  }

  protected hasExpired({ expiresAt }: AccessToken): boolean {
    return expiresAt !== null && Date.parse(expiresAt) <= this.clock.now();
  }

  protected async revoke(token: AccessToken): Promise<void> {
    const sure = await this.confirm.ask({
      title: `Revoke “${token.name}”?`,
      text: 'Programs that use it stop working at once.',
      yes: 'Revoke the token',
    });
    if (!sure) return;
    this.problem.set('');
    this.said.set('');
    try {
      await this.store.revoke(token);
      this.said.set(`“${token.name}” was revoked.`);
      this.moveFocus('h2');
    } catch (error) {
      const problem = toProblem(error);
      if (problem.code === 'NOT_FOUND') this.store.forget(token.id);
      else this.problem.set(problem.message);
    }
  }
}
