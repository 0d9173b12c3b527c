import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MessageKind } from '#graphql';
import { SendMessageDocument } from '#graphql/conversation';
import { interval, merge } from 'rxjs';
import { Api, Drafts, LiveSocket, newId, type Problem, toProblem } from '../../data';
import { SessionStore } from '../accounts';
import { PushDevice } from '../notifications';
import type { Quote } from './quote';

/** A message on its way. Its id makes every further try the same message. */
export interface Sending {
  readonly clientMutationId: string;
  readonly body: string;
  readonly kind: MessageKind;
  /** What it answers. */
  readonly replyTo?: Quote | null;
  /** The last event that was there when it was written. */
  readonly afterSeq: number;
  /** Somebody else wrote meanwhile: its author decides. */
  readonly isStale?: boolean;
  /** `waiting` goes out by itself when the server can be reached; `failed` needs its author. */
  readonly state: 'sending' | 'waiting' | 'sent' | 'failed';
  readonly problem: string;
  /** Known once the server has it. */
  readonly messageId: string;
}

const NOTHING: { items: Sending[] } = { items: [] };
/** Nothing is wrong with the message: the way is cut, or its author has to sign in again. */
const PASSING: readonly string[] = ['UNREACHABLE', 'UNAUTHENTICATED'];
const TRY_AGAIN_EVERY = 10_000;
/** What the author is told whose message would go past another one. */
export const WROTE_MEANWHILE = 'Somebody wrote meanwhile. Read it, then send.';

/** The messages of one ticket that are being sent, or could not be. They outlive a reload. */
@Injectable()
export class SendingStore {
  private readonly api = inject(Api);
  private readonly drafts = inject(Drafts);
  private readonly push = inject(PushDevice);
  private readonly isStaff = inject(SessionStore).isStaff;
  private readonly all = signal<readonly Sending[]>([]);
  private ticketId = '';
  private key = '';
  private isWanted = false;
  private isDelivering = false;

  readonly items: Signal<readonly Sending[]> = this.all.asReadonly();
  /** What its author has to look at again, once nothing is on its way any more. */
  readonly stale = computed(() => (this.all().some(isOnItsWay) ? [] : this.all().filter(({ state, isStale }) => state === 'failed' && isStale)));

  constructor() {
    merge(inject(LiveSocket).reconnected, interval(TRY_AGAIN_EVERY))
      .pipe(takeUntilDestroyed())
      .subscribe(() => this.deliverAll());
  }

  /** Takes up what was left from before; what a reload interrupted is sent again, safely, under its old id. */
  open(ticketId: string, viewerId: string): void {
    this.ticketId = ticketId;
    this.key = `${viewerId}:sending:${ticketId}`;
    this.all.set(this.drafts.read(this.key, NOTHING).items);
    this.deliverAll();
  }

  send(message: Pick<Sending, 'body' | 'kind' | 'replyTo' | 'afterSeq' | 'isStale'>): void {
    this.change([...this.all(), { ...message, clientMutationId: newId(), state: 'sending', problem: '', messageId: '' }]);
    this.deliverAll();
  }

  retry(clientMutationId: string): void {
    this.update(clientMutationId, { state: 'sending', problem: '' });
    this.deliverAll();
  }

  /** Takes a message back that could not be sent, to be changed or dropped. */
  takeBack(clientMutationId: string): void {
    this.change(this.all().filter((item) => item.clientMutationId !== clientMutationId));
  }

  /** Delivers what is on its way. Asked while it does so already, it goes through all once more afterwards. */
  private deliverAll(): void {
    this.isWanted = true;
    if (this.isDelivering) return;
    this.isDelivering = true;
    void this.deliverWhileWanted().finally(() => (this.isDelivering = false));
  }

  private async deliverWhileWanted(): Promise<void> {
    while (this.isWanted) {
      this.isWanted = false;
      await this.deliverInOrder();
    }
  }

  /** One after the other. Behind one that has to wait all wait, so that they keep their order. */
  private async deliverInOrder(): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const item = this.all().find((one) => isOnItsWay(one) && !tried.has(one.clientMutationId));
      if (!item) return;
      tried.add(item.clientMutationId);
      if (await this.deliver(item)) continue;
      this.change(this.all().map((one) => (isOnItsWay(one) ? { ...one, state: 'waiting' } : one)));
      return;
    }
  }

  /** False when it has to wait. */
  private async deliver(item: Sending): Promise<boolean> {
    const { clientMutationId, body, kind, replyTo } = item;
    const guard = this.isGuarded(item) ? { seenSeq: item.afterSeq } : {};
    try {
      const input = { ticketId: this.ticketId, body, kind, clientMutationId, ...(replyTo && { replyToId: replyTo.id }), ...guard };
      const { sendMessage } = await this.api.mutate(SendMessageDocument, { input });
      this.update(clientMutationId, { state: 'sent', problem: '', messageId: sendMessage.message.id });
      if (kind === 'REPLY') this.push.invite();
      return true;
    } catch (error) {
      const problem = toProblem(error);
      if (PASSING.includes(problem.code)) return false;
      const isStale = 'seenSeq' in guard && isPast(item, problem);
      this.update(clientMutationId, { state: 'failed', problem: isStale ? WROTE_MEANWHILE : problem.message, isStale });
      return true;
    }
  }

  /**
   * What is answered should answer all that was said. Its author has looked when it goes out once more; what a customer
   * wrote without a connection goes out when there is one, whatever was said meanwhile.
   */
  private isGuarded({ kind, isStale, state }: Sending): boolean {
    return kind === 'REPLY' && !isStale && (this.isStaff() || state !== 'waiting');
  }

  private update(clientMutationId: string, change: Partial<Sending>): void {
    this.change(this.all().map((item) => (item.clientMutationId === clientMutationId ? { ...item, ...change } : item)));
  }

  private change(items: readonly Sending[]): void {
    this.all.set(items);
    const unsent = items.filter(({ state }) => state !== 'sent');
    if (unsent.length) this.drafts.write(this.key, { items: unsent });
    else this.drafts.remove(this.key);
  }
}

/** Whether somebody else wrote after what its author had seen. */
const isPast = (item: Sending, { code, ticket }: Problem): boolean =>
  code === 'CONFLICT' && ticket !== null && ticket.status !== 'CLOSED' && ticket.lastSeq > item.afterSeq;

const isOnItsWay = ({ state }: Sending): boolean => state === 'sending' || state === 'waiting';
