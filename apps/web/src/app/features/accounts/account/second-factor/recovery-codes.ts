import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../../../../ui';
import { CopyButton } from '../parts/copy-button';
import { saveFile } from '../parts/save-file';

/** Recovery codes, shown this once, with ways to take them along. */
@Component({
  selector: 'ccr-recovery-codes',
  imports: [CopyButton, Icon, MatButton],
  template: `
    <p>
      If your authenticator app is lost, each of these codes signs you in once. They are shown only now: store them where
      you find them without this device.
    </p>
    <ol class="codes" aria-label="Recovery codes">
      @for (code of codes(); track code) { <li>{{ code }}</li> }
    </ol>
    <div class="ways">
      <ccr-copy-button label="Copy the codes" [text]="asText()" />
      <button matButton="outlined" type="button" (click)="download()">
        <span class="button-icon"><ccr-icon name="download" />Download</span>
      </button>
    </div>
    <button class="stored" matButton="filled" type="button" [attr.aria-busy]="busy()" (click)="stored.emit()">I have stored them</button>
  `,
  styles: `
    :host { display: grid; gap: 14px; justify-items: start; }
    .codes {
      display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 6px 20px; width: 100%; padding: 14px 16px;
      border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface-2);
      font: 500 15px/24px ui-monospace, monospace; font-variant-ligatures: none;
    }
    .ways { display: flex; flex-wrap: wrap; gap: 10px; }
    .stored { min-height: 44px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  // A reload would lose them.
  host: { '(window:beforeunload)': '$event.preventDefault()' },
})
export class RecoveryCodes {
  readonly codes = input.required<readonly string[]>();
  readonly busy = input(false);
  readonly stored = output();

  protected readonly asText = computed(() => this.codes().join('\n'));

  protected download(): void {
    const text = `Recovery codes for Customer Care Registry at ${location.host}\nEach is good once.\n\n${this.asText()}\n`;
    saveFile('recovery-codes.txt', 'text/plain', text);
  }
}
