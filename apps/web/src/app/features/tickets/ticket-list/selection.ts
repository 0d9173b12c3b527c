import { Injectable, computed, inject, signal } from '@angular/core';
import { ShownRows } from './shown-rows';

/** The tickets of the list that an admin has chosen, to deal with them at once. */
@Injectable()
export class Selection {
  private readonly rows = inject(ShownRows).rows;
  private readonly chosen = signal<ReadonlySet<string>>(new Set());
  private anchor = '';

  /** In the order of the list; what left it is chosen no longer. */
  readonly tickets = computed(() => (this.rows() ?? []).filter(({ id }) => this.chosen().has(id)));
  readonly isAll = computed(() => this.tickets().length > 0 && this.tickets().length === this.rows()?.length);

  has(id: string): boolean {
    return this.chosen().has(id);
  }

  /** Chooses it, or no longer; with `range` also all from the last one that was touched. */
  toggle(id: string, range: boolean): void {
    const isOn = !this.chosen().has(id);
    const ids = (this.rows() ?? []).map((row) => row.id);
    const [from, to] = [ids.indexOf(this.anchor), ids.indexOf(id)].sort((one, other) => one - other) as [number, number];
    const touched = range && from >= 0 ? ids.slice(from, to + 1) : [id];
    this.chosen.update((before) => {
      const after = new Set(before);
      for (const one of touched) after[isOn ? 'add' : 'delete'](one);
      return after;
    });
    this.anchor = id;
  }

  /** All that are loaded, or none. */
  toggleAll(): void {
    this.chosen.set(new Set(this.isAll() ? [] : this.rows()?.map(({ id }) => id)));
  }

  clear(): void {
    this.chosen.set(new Set());
  }
}
