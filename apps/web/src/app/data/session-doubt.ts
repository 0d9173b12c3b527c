import { Injectable } from '@angular/core';
import { Subject } from 'rxjs';

/**
 * Says that the server may no longer know who we are: an operation was refused as unauthenticated, or the socket was
 * closed for that reason. The session store listens and finds out.
 */
@Injectable({ providedIn: 'root' })
export class SessionDoubt {
  readonly raised = new Subject<void>();
}
