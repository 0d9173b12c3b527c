import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { toProblem } from '../../../data';
import { EmptyState, LoadMore, NearRow, NearRows, ProblemNote, Skeleton, dateWords, focusMover } from '../../../ui';
import { Confirm } from '../../../ui/confirm/confirm';
import { type BlockedAddress, BlockedAddressesStore } from './blocked-addresses.store';
import { BLOCK_WORDS, allowing } from './delivery-words';
import { MailBlocks } from './mail-blocks.store';

/** The addresses that get no mail, with why, and the way to allow mail again. */
@Component({
  selector: 'ccr-blocked-list',
  imports: [EmptyState, LoadMore, MatButton, NearRow, NearRows, ProblemNote, Skeleton],
  templateUrl: './blocked-list.html',
  styleUrl: './blocked-list.scss',
  providers: [BlockedAddressesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class BlockedList {
  private readonly confirm = inject(Confirm);
  private readonly blocks = inject(MailBlocks);
  private readonly moveFocus = focusMover();

  protected readonly store = inject(BlockedAddressesStore);
  protected readonly words = BLOCK_WORDS;
  protected readonly dateWords = dateWords;
  protected readonly said = signal('');
  protected readonly problem = signal('');

  protected async allow({ address }: BlockedAddress): Promise<void> {
    if (!(await this.confirm.ask(allowing(address)))) return;
    this.said.set('');
    this.problem.set('');
    try {
      await this.blocks.allow(address);
      this.said.set(`Mail goes to ${address} again.`);
      this.moveFocus('.said');
    } catch (error) {
      this.problem.set(toProblem(error).message);
    }
  }
}
