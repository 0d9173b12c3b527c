import { ChangeDetectionStrategy, Component, effect, input, signal } from '@angular/core';

/** Scanners want a white margin of four modules around the code. */
const QUIET_ZONE = 4;

interface Drawing {
  readonly size: number;
  readonly path: string;
}

/** A text as a QR code, drawn here. Black on white in the dark theme too: not every app reads it the other way round. */
@Component({
  selector: 'ccr-qr-code',
  template: `
    @if (drawing(); as qr) {
      <svg role="img" [attr.aria-label]="label()" [attr.viewBox]="'0 0 ' + qr.size + ' ' + qr.size" shape-rendering="crispEdges">
        <rect width="100%" height="100%" fill="#fff" />
        <path [attr.d]="qr.path" fill="#000" />
      </svg>
    } @else if (failed()) {
      <p>The QR code could not be drawn. Type the key into the app instead.</p>
    }
  `,
  styles: `
    :host { display: grid; width: 200px; height: 200px; border-radius: var(--radius); overflow: hidden; background: var(--surface-2); }
    svg { width: 100%; height: 100%; }
    p { align-self: center; padding: 16px; color: var(--ink-2); font-size: 14px; line-height: 20px; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  protected readonly drawing = signal<Drawing | null>(null);
  protected readonly failed = signal(false);

  constructor() {
    effect(() => void this.draw(this.text()));
  }

  private async draw(text: string): Promise<void> {
    try {
      const { encode } = await import('uqr');
      const { size, data } = encode(text, { ecc: 'M', border: QUIET_ZONE });
      this.drawing.set({ size, path: pathOf(data) });
    } catch {
      this.failed.set(true);
    }
  }
}

/** One unit square for each black module. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows.flatMap((row, y) => row.map((black, x) => (black ? `M${x} ${y}h1v1h-1z` : ''))).join('');
