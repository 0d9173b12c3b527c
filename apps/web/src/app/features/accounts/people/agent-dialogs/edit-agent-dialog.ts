import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import {
  MAT_DIALOG_DATA,
  MatDialogActions,
  MatDialogClose,
  MatDialogContent,
  MatDialogRef,
  MatDialogTitle,
} from '@angular/material/dialog';
import { LIMITS } from '@ccr/domain';
import type { UpdateAgentInput } from '#graphql';
import { ProblemNote } from '../../../../ui';
import { Field, FieldControl } from '../../../../ui/form';
import { closeWithSession } from '../../close-with-session';
import { Submission } from '../../forms/submission';
import { SessionStore } from '../../session.store';
import { AgentFields } from './agent-fields';
import { agentControls, type StaffRole, toCapacity } from './agent-form';
import { AgentVerbs } from '../agent-verbs.store';
import type { Agent } from '../agents.store';

/** Changes what an agent is called and does in the shop; closes with true when something was saved. */
@Component({
  selector: 'ccr-edit-agent-dialog',
  imports: [
    AgentFields,
    Field,
    FieldControl,
    MatButton,
    MatDialogActions,
    MatDialogClose,
    MatDialogContent,
    MatDialogTitle,
    ProblemNote,
    ReactiveFormsModule,
  ],
  template: `
    <h2 matDialogTitle>Edit {{ agent.name }}</h2>
    <form novalidate [formGroup]="form" (ngSubmit)="submit()">
      <mat-dialog-content>
        @if (saving.problem()) {
          <ccr-problem-note [text]="saving.problem()" />
        }
        <div class="fields">
          <ccr-field label="Name">
            <input ccrControl type="text" formControlName="name" autocomplete="off" [maxlength]="limits.person.name" />
          </ccr-field>
          <ccr-agent-fields [controls]="form.controls" [roleWarning]="roleWarning()" />
        </div>
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button matButton type="button" matDialogClose>Cancel</button>
        <button matButton="filled" type="submit" [attr.aria-busy]="saving.busy()">{{ saving.busy() ? 'Saving…' : 'Save' }}</button>
      </mat-dialog-actions>
    </form>
  `,
  styleUrl: './agent-dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EditAgentDialog {
  private readonly verbs = inject(AgentVerbs);
  private readonly dialog = inject<MatDialogRef<EditAgentDialog, boolean>>(MatDialogRef);

  protected readonly agent = inject<Agent>(MAT_DIALOG_DATA);
  private readonly isOneself = inject(SessionStore).viewer()?.id === this.agent.id;

  protected readonly limits = LIMITS;
  protected readonly form = new FormGroup(agentControls());
  protected readonly saving = new Submission(this.form);

  private readonly role = toSignal(this.form.controls.role.valueChanges, { initialValue: this.before().role });
  protected readonly roleWarning = computed(() => {
    if (this.role() === this.agent.role) return undefined;
    return this.isOneself ? 'You are signed out, and sign in again with the new role.' : 'They are signed out, and sign in again with the new role.';
  });

  constructor() {
    closeWithSession(this.dialog);
    this.form.setValue(this.before());
  }

  protected async submit(): Promise<void> {
    await this.saving.send(async () => {
      const changes = this.changes();
      const isChanged = Object.keys(changes).length > 0;
      if (isChanged) await this.verbs.update({ agentId: this.agent.id, ...changes });
      this.dialog.close(isChanged);
    });
  }

  private before() {
    const { name, role, topics, capacity } = this.agent;
    return { name, role: role as StaffRole, topicIds: topics.map(({ id }) => id), capacity: capacity === null ? '' : String(capacity) };
  }

  /** Only what was changed here: what someone else changes meanwhile stays theirs. */
  private changes(): Omit<UpdateAgentInput, 'agentId'> {
    const before = this.before();
    const now = this.form.getRawValue();
    const sameTopics = before.topicIds.length === now.topicIds.length && before.topicIds.every((id) => now.topicIds.includes(id));
    return {
      ...(now.name.trim() !== before.name && { name: now.name.trim() }),
      ...(now.role !== before.role && { role: now.role }),
      ...(!sameTopics && { topicIds: now.topicIds }),
      ...(now.capacity.trim() !== before.capacity && { capacity: toCapacity(now.capacity) }),
    };
  }
}
