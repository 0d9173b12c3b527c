import { ChangeDetectionStrategy, Component, computed, effect, inject, input, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { DomSanitizer } from '@angular/platform-browser';
import { RouterLink } from '@angular/router';
import { toProblem } from '../../../data';
import { Icon, ProblemNote, Skeleton } from '../../../ui';
import { kindWords } from './delivery-words';
import { MailTemplatesStore } from './mail-templates.store';

/** What mails look like, and whether mail goes out, for admins. */
@Component({
  selector: 'ccr-templates-page',
  imports: [Icon, MatButton, ProblemNote, RouterLink, Skeleton],
  templateUrl: './templates-page.html',
  styleUrl: './templates-page.scss',
  providers: [MailTemplatesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TemplatesPage {
  private readonly sanitizer = inject(DomSanitizer);

  /** A query parameter of the address. */
  readonly kind = input<string>();

  protected readonly store = inject(MailTemplatesStore);
  protected readonly kinds = computed(() => this.store.kinds()?.map((kind) => ({ kind, words: kindWords(kind) })));
  protected readonly chosen = computed(() => {
    const kinds = this.store.kinds();
    return kinds?.find((kind) => kind === this.kind()) ?? kinds?.[0];
  });
  protected readonly words = computed(() => kindWords(this.chosen() ?? ''));
  /** Safe to show as it is: in a frame that runs no scripts and belongs to no site. Its links lead nowhere. */
  protected readonly html = computed(() => {
    const html = this.store.preview()?.html.replace('<head>', '<head><base target="_blank">');
    return html && this.sanitizer.bypassSecurityTrustHtml(html);
  });
  protected readonly isDark = signal(false);
  protected readonly busy = signal(false);
  protected readonly said = signal('');
  protected readonly problem = signal('');

  constructor() {
    effect(() => this.store.show(this.chosen()));
  }

  protected async sendTest(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.said.set('');
    this.problem.set('');
    try {
      const { address, problem } = await this.store.sendTest();
      if (problem) this.problem.set(`The mail to ${address} could not be sent. ${problem}`);
      else this.said.set(`A test mail is on its way to ${address}.`);
    } catch (error) {
      this.problem.set(toProblem(error).reason);
    } finally {
      this.busy.set(false);
    }
  }
}
