import { ElementRef, Injector, afterNextRender, inject } from '@angular/core';

/**
 * Gives a function that moves the focus to a part of this component once that is on the page: where what was pressed
 * goes away, the focus must not be lost with it. Call it where `inject` works.
 */
export function focusMover(): (selector: string) => void {
  const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  const injector = inject(Injector);
  return (selector) => void afterNextRender(() => host.querySelector<HTMLElement>(selector)?.focus(), { injector });
}
