import { Injectable, type Signal, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { type MessageKind, SendMessageDocument } from '#graphql';
import { interval, merge } from 'rxjs';
import { Api, Drafts, LiveSocket, newId, toProblem } from '../../data';

/** A message on its way. Its id makes every further try the same message. */
export interface Sending {
  readonly clientMutationId: string;
  readonly body: string;
  readonly kind: MessageKind;
  /** The last event that was there when it was written. */
  readonly afterSeq: number;
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

/** The messages of one ticket that are being sent, or could not be. They outlive a reload. */
@Injectable()
export class SendingStore {
  private readonly api = inject(Api);
  private readonly drafts = inject(Drafts);
  private readonly all = signal<readonly Sending[]>([]);
  private ticketId = '';
  private key = '';
  private isWanted = false;
  private isDelivering = false;

  readonly items: Signal<readonly Sending[]> = this.all.asReadonly();

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

  send(message: Pick<Sending, 'body' | 'kind' | 'afterSeq'>): void {
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
  private async deliver({ clientMutationId, body, kind }: Sending): Promise<boolean> {
    try {
      const input = { ticketId: this.ticketId, body, kind, clientMutationId };
      const { sendMessage } = await this.api.mutate(SendMessageDocument, { input });
      this.update(clientMutationId, { state: 'sent', problem: '', messageId: sendMessage.message.id });
      return true;
    } catch (error) {
      const { code, message } = toProblem(error);
      if (PASSING.includes(code)) return false;
      this.update(clientMutationId, { state: 'failed', problem: message });
      return true;
    }
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

const isOnItsWay = ({ state }: Sending): boolean => state === 'sending' || state === 'waiting';
