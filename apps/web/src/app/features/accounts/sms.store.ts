import { Injectable, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { SmsAvailableDocument } from '#graphql/doors';
import { map } from 'rxjs';
import { Api } from '../../data';

/** Whether the shop sends text messages. As long as nobody knows, none are offered. */
@Injectable({ providedIn: 'root' })
export class SmsStore {
  readonly available = toSignal(
    inject(Api)
      .watch(SmsAvailableDocument, {}, 'cache-first')
      .pipe(map(({ data }) => data?.smsAvailable === true)),
    { initialValue: false },
  );
}
