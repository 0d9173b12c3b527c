import { DOCUMENT } from '@angular/common';
import { type Signal, inject, signal } from '@angular/core';

const PREFIX = 'ccr:kept:';

/** A choice about how the pages look or behave. */
export interface Kept<T> {
  readonly value: Signal<T>;
  set(value: T): void;
}

/**
 * A choice that this browser remembers under `key`; `blank` until there is one. What is kept and is of another type
 * counts for nothing. Call it where `inject` works.
 */
export function kept(key: string, blank: boolean): Kept<boolean>;
export function kept(key: string, blank: number): Kept<number>;
export function kept<T>(key: string, blank: T): Kept<T> {
  const storage = inject(DOCUMENT).defaultView?.localStorage;
  const value = signal(read(storage, key, blank));
  return {
    value: value.asReadonly(),
    set: (chosen) => {
      value.set(chosen);
      try {
        storage?.setItem(PREFIX + key, JSON.stringify(chosen));
      } catch {
        // A full or forbidden storage: the choice holds until the page is left.
      }
    },
  };
}

function read<T>(storage: Storage | undefined, key: string, blank: T): T {
  try {
    const found: unknown = JSON.parse(storage?.getItem(PREFIX + key) ?? 'null');
    return typeof found === typeof blank ? (found as T) : blank;
  } catch {
    return blank;
  }
}
