import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { ICONS, type IconName } from './icons';

/** A decorative icon, sized by `--icon` (20 px by default). What it means is said in words beside it. */
@Component({
  selector: 'ccr-icon',
  template: '',
  styles: `
    :host { display: inline-flex; flex: none; width: var(--icon, 20px); height: var(--icon, 20px); }
    :host ::ng-deep svg { width: 100%; height: 100%; fill: currentColor; }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true', '[innerHTML]': 'svg()' },
})
export class Icon {
  private readonly sanitizer = inject(DomSanitizer);

  readonly name = input.required<IconName>();

  // Safe: the text comes from the package in the build, never from data.
  protected readonly svg = computed(() => this.sanitizer.bypassSecurityTrustHtml(ICONS[this.name()]));
}
