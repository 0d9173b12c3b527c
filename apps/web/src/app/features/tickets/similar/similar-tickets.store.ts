import { Injectable, inject, signal } from '@angular/core';
import type { SimilarTicketsQuery } from '#graphql';
import { SimilarTicketsDocument } from '#graphql/similar';
import { Api } from '../../../data';

/** A few letters are like anything. */
const SHORTEST = 4;

/** The customer's own tickets that may be about the same. It only helps: where it fails there are none. */
@Injectable()
export class SimilarTicketsStore {
  private readonly api = inject(Api);
  private readonly found = signal<SimilarTicketsQuery['similarTickets']>([]);
  private subject = '';

  readonly tickets = this.found.asReadonly();

  async lookFor(typed: string): Promise<void> {
    const subject = typed.trim();
    if (subject === this.subject) return;
    this.subject = subject;
    const tickets = subject.length < SHORTEST ? [] : await this.ask(subject);
    if (this.subject === subject) this.found.set(tickets);
  }

  private async ask(subject: string): Promise<SimilarTicketsQuery['similarTickets']> {
    try {
      return (await this.api.ask(SimilarTicketsDocument, { subject })).similarTickets;
    } catch {
      return [];
    }
  }
}
