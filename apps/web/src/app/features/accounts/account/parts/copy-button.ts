import { ChangeDetectionStrategy, Component, type ElementRef, input, signal, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../../../../ui';

const SAID_FOR = 4_000;

/** Copies a text, and says whether that worked. */
@Component({
  selector: 'ccr-copy-button',
  imports: [Icon, MatButton],
  template: `
    <button matButton="outlined" type="button" (click)="copy()">
      <span class="button-icon"><ccr-icon name="copy" />{{ label() }}</span>
    </button>
    <span class="said" role="status">{{ said() }}</span>
    <textarea #plain class="visually-hidden" tabindex="-1" aria-hidden="true" readonly [value]="text()"></textarea>
  `,
  styles: `
    :host { position: relative; display: inline-flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; }
    .said { color: var(--ink-2); font-size: 14px; line-height: 20px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButton {
  private readonly plain = viewChild.required<ElementRef<HTMLTextAreaElement>>('plain');

  readonly text = input.required<string>();
  readonly label = input('Copy');
  protected readonly said = signal('');

  protected async copy(): Promise<void> {
    const copied = await this.byClipboard() || this.bySelection();
    this.said.set(copied ? 'Copied' : 'Could not copy. Select it and copy it by hand.');
    if (copied) setTimeout(() => this.said.set(''), SAID_FOR);
  }

  private async byClipboard(): Promise<boolean> {
    try {
      // Browsers offer it only over https and on localhost.
      const clipboard = navigator.clipboard as Clipboard | undefined;
      await clipboard?.writeText(this.text());
      return clipboard !== undefined;
    } catch {
      return false;
    }
  }

  private bySelection(): boolean {
    const before = document.activeElement;
    const { nativeElement: plain } = this.plain();
    plain.focus({ preventScroll: true });
    plain.select();
    const copied = document.execCommand('copy');
    if (before instanceof HTMLElement) before.focus();
    return copied;
  }
}
