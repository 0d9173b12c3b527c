import { Injectable } from '@angular/core';

/**
 * Whom this page was opened for. The tabs of a browser share one cookie: the server is told whom we mean, so that
 * nothing one person has written is sent in the name of who signed in after them in another tab.
 */
@Injectable({ providedIn: 'root' })
export class ActingFor {
  /** Null while nobody is signed in: then nobody is meant. */
  viewerId: string | null = null;
}
