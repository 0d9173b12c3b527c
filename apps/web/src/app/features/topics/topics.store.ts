import { Injectable, computed, inject } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { TopicsDocument } from '#graphql/topics';
import { switchMap } from 'rxjs';
import { Api } from '../../data';
import { SessionStore } from '../accounts';

/** What tickets can be about. A ticket needs no topic, so a failure here stops nobody. */
@Injectable({ providedIn: 'root' })
export class TopicsStore {
  private readonly api = inject(Api);
  private readonly load = toSignal(
    toObservable(inject(SessionStore).isStaff).pipe(switchMap((includeArchived) => this.api.watch(TopicsDocument, { includeArchived }))),
  );

  /** For the staff also those that are offered no longer. */
  readonly all = computed(() => this.load()?.data?.topics ?? []);
  readonly offered = computed(() => this.all().filter(({ archived }) => !archived));
}
