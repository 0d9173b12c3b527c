import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { Role } from '@ccr/domain';
import { Field, FieldControl } from '../../../../ui/form';
import type { agentControls } from './agent-form';
import { TopicChoice } from './topic-choice';

const ROLE_HINT = 'Admins see every ticket, assign them, and add people.';

/** What an agent does in the shop: role, expertise, and how much at once. The same for adding and for editing. */
@Component({
  selector: 'ccr-agent-fields',
  imports: [Field, FieldControl, ReactiveFormsModule, TopicChoice],
  template: `
    <ccr-field label="Role" [hint]="roleWarning() ?? roleHint">
      <select ccrControl [formControl]="controls().role">
        <option [value]="roles.AGENT">Agent</option>
        <option [value]="roles.ADMIN">Admin</option>
      </select>
    </ccr-field>
    <ccr-topic-choice [control]="controls().topicIds" />
    <ccr-field label="Tickets at once (optional)" hint="How many active tickets they take at most. Empty means any number.">
      <input ccrControl class="capacity" inputmode="numeric" autocomplete="off" maxlength="4" [formControl]="controls().capacity" />
    </ccr-field>
  `,
  styles: `
    :host { display: grid; gap: 6px; }
    .capacity { max-width: 120px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgentFields {
  readonly controls = input.required<Omit<ReturnType<typeof agentControls>, 'name'>>();
  /** In place of the hint. */
  readonly roleWarning = input<string>();

  protected readonly roleHint = ROLE_HINT;
  protected readonly roles = Role;
}
