import { Injectable, computed, inject, signal } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import type { UpdateShopSettingsInput } from '#graphql';
import { ShopSettingsDocument, UpdateShopSettingsDocument } from '#graphql/people';
import { switchMap } from 'rxjs';
import { Api, LOADING, toProblem } from '../../../../data';

/** The rules that admins set for the whole shop. */
@Injectable()
export class ShopSettingsStore {
  private readonly api = inject(Api);
  private readonly attempt = signal(0);
  private readonly load = toSignal(
    toObservable(this.attempt).pipe(switchMap(() => this.api.watch(ShopSettingsDocument, {}))),
    { initialValue: LOADING },
  );

  readonly settings = computed(() => this.load().data?.shopSettings);
  readonly problem = computed(() => (this.load().data ? null : this.load().problem));
  readonly saving = signal(false);
  readonly saveProblem = signal('');

  retry(): void {
    this.attempt.update((count) => count + 1);
  }

  /** Resolves to whether it is so now; if not, `saveProblem` says why. */
  async save(input: UpdateShopSettingsInput): Promise<boolean> {
    this.saving.set(true);
    this.saveProblem.set('');
    try {
      const { updateShopSettings } = await this.api.mutate(UpdateShopSettingsDocument, { input });
      this.api.cache.writeQuery({ query: ShopSettingsDocument, data: { shopSettings: updateShopSettings.settings } });
      return true;
    } catch (error) {
      this.saveProblem.set(toProblem(error).reason);
      return false;
    } finally {
      this.saving.set(false);
    }
  }
}
