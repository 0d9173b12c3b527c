import { ChangeDetectionStrategy, Component, type Type, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { MatButton } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatSnackBar } from '@angular/material/snack-bar';
import { Router } from '@angular/router';
import type { AgentFilter } from '#graphql';
import { Subject, debounceTime, firstValueFrom } from 'rxjs';
import { toProblem } from '../../../../data';
import { EmptyState, Icon, LoadMore, NearRow, NearRows, ProblemNote, Skeleton } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { SearchBox } from '../../../../ui/form';
import { BLOCK_WORDS, MailBlocks, allowing } from '../../../notifications/later';
import { SessionStore } from '../../session.store';
import { AddAgentDialog } from '../agent-dialogs/add-agent-dialog';
import { EditAgentDialog } from '../agent-dialogs/edit-agent-dialog';
import { ResetSecondFactorDialog } from '../agent-dialogs/reset-second-factor-dialog';
import { AgentVerbs } from '../agent-verbs.store';
import { type Agent, AgentsStore } from '../agents.store';
import { type AgentAction, AgentRow } from './agent-row';
import { STAFF_ROLE_WORDS, STANDING_WORDS, STATES_TO_FIND } from './agent-words';

const SHOW_FOR = 5_000;
const TYPING = 250;

/** The shop's agents and admins: to look for, to add, and each with what can be done. What is looked for is in the address. */
@Component({
  selector: 'ccr-agent-list',
  imports: [AgentRow, EmptyState, Icon, LoadMore, MatButton, NearRow, NearRows, ProblemNote, SearchBox, Skeleton],
  templateUrl: './agent-list.html',
  styleUrl: './agent-list.scss',
  providers: [AgentsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AgentList {
  private readonly dialog = inject(MatDialog);
  private readonly snackBar = inject(MatSnackBar);
  private readonly confirm = inject(Confirm);
  private readonly router = inject(Router);
  private readonly verbs = inject(AgentVerbs);
  private readonly blocks = inject(MailBlocks);
  private readonly session = inject(SessionStore);
  private readonly typing = new Subject<string>();
  private asked: string | undefined;

  readonly search = input<string>();
  readonly role = input<string>();
  readonly state = input<string>();

  protected readonly store = inject(AgentsStore);
  protected readonly viewerId = computed(() => this.session.viewer()?.id);
  protected readonly blockWords = BLOCK_WORDS;
  protected readonly roles = Object.entries(STAFF_ROLE_WORDS);
  protected readonly states = STATES_TO_FIND.map((state) => [state, STANDING_WORDS[state]] as const);

  /** What stands in the search field: as in the address, unless one has typed on since that was asked for. */
  protected readonly words = linkedSignal<string | undefined, string>({
    source: this.search,
    computation: (search, previous) => (previous && search === this.asked ? previous.value : (search ?? '')),
  });
  protected readonly filter = computed<AgentFilter>(() => {
    const search = this.search()?.trim();
    const role = this.roles.find(([key]) => key === this.role())?.[0] as AgentFilter['role'];
    const state = STATES_TO_FIND.find((key) => key === this.state());
    return { ...(search && { search }), ...(role && { role }), ...(state && { state }) };
  });
  protected readonly isFiltered = computed(() => Object.keys(this.filter()).length > 0);
  /** Said to those who do not see the list change. */
  protected readonly found = computed(() => {
    const count = this.store.agents()?.length;
    if (count === undefined || !this.isFiltered()) return '';
    return `${count}${this.store.hasMore() ? ' and more' : ''} found`;
  });
  /** What could not be done to whom. */
  protected readonly refusal = signal<{ readonly agentId: string; readonly words: string } | null>(null);

  constructor() {
    effect(() => this.store.show({ filter: this.filter() }));
    this.typing.pipe(debounceTime(TYPING), takeUntilDestroyed()).subscribe((words) => {
      this.asked = words.trim() || undefined;
      void this.look({ search: this.asked });
    });
  }

  protected type(words: string): void {
    this.words.set(words);
    this.typing.next(words);
  }

  protected look(params: { search?: string | undefined; role?: string; state?: string }): Promise<boolean> {
    const queryParams = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, value || null]));
    return this.router.navigate([], { queryParams, queryParamsHandling: 'merge', replaceUrl: true });
  }

  protected async add(): Promise<void> {
    const dialog = this.dialog.open<AddAgentDialog, AgentsStore, Agent>(AddAgentDialog, {
      data: this.store,
      width: '480px',
      autoFocus: 'input',
    });
    const agent = await firstValueFrom(dialog.afterClosed());
    if (!agent) return;
    const isInvited = agent.state === 'INVITED';
    this.say(`${agent.name} was added${isInvited ? `. An invitation is on its way to ${agent.email ?? 'them'}.` : ' and can sign in now.'}`);
  }

  protected async act(agent: Agent, action: AgentAction): Promise<void> {
    this.refusal.set(null);
    try {
      const words = await this.doIt(agent, action);
      if (words) this.say(words);
    } catch (error) {
      this.refusal.set({ agentId: agent.id, words: toProblem(error).reason });
    }
  }

  /** Gives back what to say of it; nothing when it was called off. */
  private async doIt(agent: Agent, action: AgentAction): Promise<string | null> {
    switch (action) {
      case 'edit':
        return (await this.askIn(EditAgentDialog, agent)) ? 'Saved.' : null;
      case 'resendInvitation':
        await this.verbs.resendInvitation(agent.id);
        return `A new invitation is on its way to ${agent.email ?? agent.name}. The link before is of no use any more.`;
      case 'resetSecondFactor':
        if (!(await this.askIn(ResetSecondFactorDialog, agent))) return null;
        return `${agent.name} has no second factor any more, and was told by mail.`;
      case 'reactivate':
        return (await this.verbs.reactivate(agent.id)) === 'INVITED'
          ? `${agent.name} is let in again. They have no password yet: send the invitation again.`
          : `${agent.name} can sign in again.`;
      case 'allowMail':
        return this.allowMail(agent);
      case 'deactivate':
        if (!(await this.confirm.ask(deactivation(agent)))) return null;
        await this.verbs.deactivate(agent.id);
        return `${agent.name} was deactivated.`;
    }
  }

  private async allowMail({ id, name, email }: Agent): Promise<string | null> {
    if (!email || !(await this.confirm.ask(allowing(email)))) return null;
    await this.blocks.allow(email, id);
    return `Mail goes to ${name} again.`;
  }

  /** Whether something was done in the dialog. */
  private async askIn<T>(component: Type<T>, agent: Agent): Promise<boolean> {
    const options = { data: agent, width: '480px', autoFocus: 'input' };
    const dialog = this.dialog.open<T, Agent, boolean>(component, options);
    return (await firstValueFrom(dialog.afterClosed())) ?? false;
  }

  private say(words: string): void {
    this.snackBar.open(words, undefined, { duration: SHOW_FOR });
  }
}

/** Names the person; one who was only invited has nothing to lose but the invitation. */
function deactivation({ name, state }: Agent): { title: string; text: string; yes: string } {
  const isOut = state === 'INVITED';
  const text = isOut ? `The invitation of ${name} is of no use any more.` : `${name} is signed out at once. Their active tickets go back to Unassigned.`;
  return { title: `Deactivate ${name}?`, text: `${text} You can let them in again later.`, yes: 'Deactivate' };
}
