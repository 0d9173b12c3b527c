import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { LIMITS } from '@ccr/domain';
import type { UpdateShopSettingsInput } from '#graphql';
import { ProblemNote, Skeleton } from '../../../../ui';
import { Confirm } from '../../../../ui/confirm/confirm';
import { ShopSettingsStore } from './shop-settings.store';
import { ShopSwitch } from './shop-switch';

/** What holds for the whole shop: what it insists on for its staff, and what happens to tickets by itself. */
@Component({
  selector: 'ccr-shop-rules',
  imports: [MatButton, ProblemNote, ShopSwitch, Skeleton],
  template: `
    @if (store.problem(); as problem) {
      <ccr-problem-note [text]="problem.message" [retry]="true" (again)="store.retry()" />
    } @else if (store.settings(); as settings) {
      <ccr-shop-switch
        heading="Agents and admins need a second factor"
        [isOn]="settings.staffSecondFactorRequired"
        [busy]="store.saving()"
        (flip)="toggle($event)"
      >
        To sign in they enter, beside their password, six digits from an authenticator app. A stolen password alone
        then opens nothing. Whoever has none sets it up at the next step they take.
      </ccr-shop-switch>
      <ccr-shop-switch
        heading="New tickets find their agent by themselves"
        [isOn]="settings.autoAssign"
        [busy]="store.saving()"
        (flip)="save({ autoAssign: $event })"
      >
        Each new ticket goes at once to an expert in its topic who is available and has the fewest tickets. Where nobody
        fits it stays unassigned.
      </ccr-shop-switch>
      <form class="card" novalidate (submit)="$event.preventDefault(); saveDays(days.value)">
        <div class="words">
          <h2><label for="auto-close-days">Days until a resolved ticket closes</label></h2>
          <p id="auto-close-about">
            Until then its customer can open it again. A change is for tickets that are resolved from now on.
          </p>
        </div>
        <div class="days">
          <input
            #days
            id="auto-close-days"
            class="control numbers"
            type="number"
            inputmode="numeric"
            required
            [min]="limits.minDays"
            [max]="limits.maxDays"
            aria-describedby="auto-close-about auto-close-problem"
            [attr.aria-invalid]="daysProblem() ? true : null"
            [value]="settings.autoCloseDays"
          />
          <button matButton="outlined" type="submit" [attr.aria-busy]="store.saving()">Save</button>
        </div>
        @if (daysProblem(); as problem) {
          <p id="auto-close-problem" class="problem" role="alert">{{ problem }}</p>
        }
      </form>
      <p class="visually-hidden" role="status">{{ saved() }}</p>
      @if (store.saveProblem(); as problem) {
        <ccr-problem-note [text]="problem" />
      }
    } @else {
      <ccr-skeleton [count]="1" />
    }
  `,
  styles: `
    :host { display: grid; gap: 14px; margin-top: 20px; }
    form { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 12px 20px; padding: 16px 18px; }
    .words { flex: 1 1 0; min-width: 200px; }
    p { margin-top: 4px; color: var(--ink-2); max-width: 62ch; }
    .days { display: flex; align-items: center; gap: 8px; }
    .days input { width: 88px; }
    .problem { flex: 1 1 100%; margin: 0; color: var(--danger); }
  `,
  providers: [ShopSettingsStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShopRules {
  private readonly confirm = inject(Confirm);

  protected readonly store = inject(ShopSettingsStore);
  protected readonly limits = LIMITS.autoClose;
  protected readonly daysProblem = signal('');
  protected readonly saved = signal('');

  protected async save(change: UpdateShopSettingsInput): Promise<void> {
    if (this.store.saving()) return;
    this.saved.set('');
    if (await this.store.save(change)) this.saved.set('Saved.');
  }

  protected saveDays(typed: string): Promise<void> {
    const { minDays, maxDays } = LIMITS.autoClose;
    const autoCloseDays = Number(typed);
    const isFine = Number.isInteger(autoCloseDays) && autoCloseDays >= minDays && autoCloseDays <= maxDays;
    this.daysProblem.set(isFine ? '' : `Choose a number of days from ${minDays} to ${maxDays}.`);
    return isFine ? this.save({ autoCloseDays }) : Promise.resolve();
  }

  /** Switching it on holds everybody up who has none, the admin as well: that is asked once. */
  protected async toggle(wanted: boolean): Promise<void> {
    if (this.store.saving()) return;
    const sure =
      !wanted ||
      (await this.confirm.ask({
        title: 'Need a second factor?',
        text: 'Agents and admins who have none, you too, can do nothing else from now on until they have set it up.',
        yes: 'Switch it on',
      }));
    if (sure) await this.store.save({ staffSecondFactorRequired: wanted });
  }
}
