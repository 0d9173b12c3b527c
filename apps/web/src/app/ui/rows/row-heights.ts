import { Injectable } from '@angular/core';

/** How high each row was when it was last on the page, by its id: who comes back to a list finds it as long as they left it. */
@Injectable({ providedIn: 'root' })
export class RowHeights {
  readonly known = new Map<string, number>();
}
