import { Injectable, inject, signal } from '@angular/core';
import type { RecentTicketsQuery } from '#graphql';
import { RecentTicketsDocument } from '#graphql/search';
import { Api } from '../../../data';

/** The tickets in which something happened last. A failure here stops nobody. */
@Injectable()
export class RecentStore {
  private readonly found = signal<RecentTicketsQuery['tickets']['nodes']>([]);

  readonly tickets = this.found.asReadonly();

  constructor() {
    inject(Api)
      .ask(RecentTicketsDocument, {})
      .then(({ tickets }) => this.found.set(tickets.nodes))
      .catch(() => undefined);
  }
}
