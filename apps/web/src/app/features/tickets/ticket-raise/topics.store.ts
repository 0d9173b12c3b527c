import { Injectable, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { TopicsDocument } from '#graphql';
import { Api } from '../../../data';

/** What tickets can be about. A ticket needs no topic, so a failure here stops nobody. */
@Injectable({ providedIn: 'root' })
export class TopicsStore {
  private readonly load = toSignal(inject(Api).watch(TopicsDocument, {}));

  readonly topics = computed(() => this.load()?.data?.topics ?? []);
}
