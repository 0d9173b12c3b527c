import { effect, inject } from '@angular/core';
import { SessionStore } from './session.store';

/** Call it in the constructor of a dialog: it must not stay open over the sign-in page. */
export function closeWithSession(dialog: { close(): void }): void {
  const { viewer } = inject(SessionStore);
  effect(() => {
    if (!viewer()) dialog.close();
  });
}
