import { Injectable, type Signal, inject, signal } from '@angular/core';
import { type MessageKind, SendMessageDocument } from '#graphql';
import { Api, Drafts, newId, toProblem } from '../../data';

/** A message on its way. Its id makes every further try the same message. */
export interface Sending {
  readonly clientMutationId: string;
  readonly body: string;
  readonly kind: MessageKind;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly problem: string;
  /** Known once the server has it. */
  readonly messageId: string;
}

const NOTHING: { items: Sending[] } = { items: [] };

/** The messages of one ticket that are being sent, or could not be. They outlive a reload. */
@Injectable()
export class Outbox {
  private readonly api = inject(Api);
  private readonly drafts = inject(Drafts);
  private readonly all = signal<readonly Sending[]>([]);
  private ticketId = '';
  private key = '';
  private queue = Promise.resolve();

  readonly items: Signal<readonly Sending[]> = this.all.asReadonly();

  /** Takes up what was left from before; what a reload interrupted is sent again, safely, under its old id. */
  open(ticketId: string, viewerId: string): void {
    this.ticketId = ticketId;
    this.key = `${viewerId}:outbox:${ticketId}`;
    this.all.set(this.drafts.read(this.key, NOTHING).items);
    for (const { clientMutationId, state } of this.all()) {
      if (state === 'sending') this.deliver(clientMutationId);
    }
  }

  send(body: string, kind: MessageKind): void {
    const clientMutationId = newId();
    this.change([...this.all(), { clientMutationId, body, kind, state: 'sending', problem: '', messageId: '' }]);
    this.deliver(clientMutationId);
  }

  retry(clientMutationId: string): void {
    this.update(clientMutationId, { state: 'sending', problem: '' });
    this.deliver(clientMutationId);
  }

  /** Takes a message back that could not be sent, to be changed or dropped. */
  takeBack(clientMutationId: string): void {
    this.change(this.all().filter((item) => item.clientMutationId !== clientMutationId));
  }

  /** One after the other, so that two quick messages keep their order. */
  private deliver(clientMutationId: string): void {
    this.queue = this.queue.then(async () => {
      const item = this.all().find((one) => one.clientMutationId === clientMutationId);
      if (!item) return;
      try {
        const { body, kind } = item;
        const input = { ticketId: this.ticketId, body, kind, clientMutationId };
        const { sendMessage } = await this.api.mutate(SendMessageDocument, { input });
        this.update(clientMutationId, { state: 'sent', messageId: sendMessage.message.id });
      } catch (error) {
        this.update(clientMutationId, { state: 'failed', problem: toProblem(error).message });
      }
    });
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
