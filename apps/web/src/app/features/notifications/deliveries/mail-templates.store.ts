import { Injectable, type Signal, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { MailKindsQuery, MailPreviewQuery, SendTestMailMutation } from '#graphql';
import { MailKindsDocument, MailPreviewDocument, SendTestMailDocument } from '#graphql/delivery-log';
import { combineLatest, of, switchMap } from 'rxjs';
import { Api, LOADING, type Load } from '../../../data';

/** The mails that there are, and what the chosen one looks like. Provided by the page that shows them. */
@Injectable()
export class MailTemplatesStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly wanted = signal<string | undefined>(undefined);
  private readonly kindsLoad: Signal<Load<MailKindsQuery>> = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(MailKindsDocument, {}))),
    { initialValue: LOADING },
  );
  private readonly previewLoad: Signal<Load<MailPreviewQuery>> = toSignal(
    combineLatest([toObservable(this.wanted), toObservable(this.attempt)]).pipe(
      switchMap(([kind]) => (kind ? this.api.watch(MailPreviewDocument, { kind }) : of(LOADING))),
    ),
    { initialValue: LOADING },
  );

  readonly kinds = computed(() => this.kindsLoad().data?.mailKinds);
  readonly problem = computed(() => (this.kindsLoad().data ? null : this.kindsLoad().problem));
  readonly preview = computed(() => this.previewLoad().data?.mailPreview);
  readonly previewProblem = computed(() => (this.previewLoad().data ? null : this.previewLoad().problem));

  show(kind: string | undefined): void {
    this.wanted.set(kind);
  }

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Where the test mail went, and why it could not be sent, if it could not. */
  async sendTest(): Promise<SendTestMailMutation['sendTestMail']> {
    return (await this.api.mutate(SendTestMailDocument, {})).sendTestMail;
  }
}
