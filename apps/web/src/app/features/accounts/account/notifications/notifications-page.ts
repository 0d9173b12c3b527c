import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ProblemNote, Skeleton } from '../../../../ui';
import { PushSection } from '../../../notifications/later';
import { SessionStore } from '../../session.store';
import { SmsStore } from '../../sms.store';
import { newsWords } from './news-words';
import { NotificationChoicesStore, type Way } from './notification-choices.store';

const WAYS: readonly { readonly way: Way; readonly words: string }[] = [
  { way: 'mail', words: 'By mail' },
  { way: 'inApp', words: 'In the app' },
  { way: 'push', words: 'On your devices' },
  { way: 'sms', words: 'By text message' },
];

/** Which news comes over which ways. Every switch works at once. */
@Component({
  selector: 'ccr-notifications-page',
  imports: [ProblemNote, PushSection, RouterLink, Skeleton],
  templateUrl: './notifications-page.html',
  styleUrls: ['../section.scss', './notifications-page.scss'],
  providers: [NotificationChoicesStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotificationsPage {
  private readonly viewer = inject(SessionStore).viewer;
  private readonly sms = inject(SmsStore);

  protected readonly store = inject(NotificationChoicesStore);
  /** The ways of this shop; one that nothing is offered over has no column. */
  protected readonly ways = computed(() =>
    WAYS.filter(({ way }) => (way !== 'sms' || this.sms.available()) && this.store.choices()?.some((choice) => choice[way] !== null)),
  );
  /** Text messages are there to be chosen once it is known that they arrive. */
  protected readonly needsNumber = computed(() => this.viewer()?.mobileVerified !== true && this.ways().some(({ way }) => way === 'sms'));
  protected readonly rows = computed(() =>
    this.store.choices()?.map((choice) => ({
      kind: choice.kind,
      ...newsWords(choice.kind, this.viewer()?.role),
      cells: this.ways().map(({ way, words }) => ({ way, words, isOn: choice[way], isOff: way === 'sms' && this.needsNumber() })),
    })),
  );

  protected isOn(event: Event): boolean {
    return (event.target as HTMLInputElement).checked;
  }
}
