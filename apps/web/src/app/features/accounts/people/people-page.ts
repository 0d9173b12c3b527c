import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { firstValueFrom } from 'rxjs';
import { Avatar, Icon, ProblemNote, Skeleton } from '../../../ui';
import { AddAgentDialog } from './add-agent-dialog';
import { type Agent, AgentsStore } from './agents.store';

const SHOW_FOR = 5_000;

/** The shop's own people, for admins: who they are, and a way to add one. */
@Component({
  selector: 'ccr-people-page',
  imports: [Avatar, Icon, MatButton, ProblemNote, Skeleton],
  templateUrl: './people-page.html',
  styleUrl: './people-page.scss',
  providers: [AgentsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PeoplePage {
  private readonly dialog = inject(MatDialog);
  private readonly snackBar = inject(MatSnackBar);

  protected readonly store = inject(AgentsStore);

  protected async add(): Promise<void> {
    const dialog = this.dialog.open<AddAgentDialog, AgentsStore, Agent>(AddAgentDialog, {
      data: this.store,
      width: '460px',
      autoFocus: 'input',
    });
    const agent = await firstValueFrom(dialog.afterClosed());
    if (agent) this.snackBar.open(`${agent.name} was added and can sign in now.`, undefined, { duration: SHOW_FOR });
  }
}
