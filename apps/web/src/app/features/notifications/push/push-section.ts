import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { ProblemNote } from '../../../ui';
import { PushDevice } from './push-device.store';

/** On the account's page: whether this browser shows notifications. */
@Component({
  selector: 'ccr-push-section',
  imports: [ProblemNote],
  templateUrl: './push-section.html',
  styleUrl: './push-section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PushSection {
  protected readonly device = inject(PushDevice);

  constructor() {
    this.device.look();
  }

  protected choose(event: Event): void {
    const box = event.target as HTMLInputElement;
    const wanted = box.checked;
    void (wanted ? this.device.turnOn() : this.device.turnOff()).then(() => (box.checked = this.device.state() === 'on'));
  }
}
