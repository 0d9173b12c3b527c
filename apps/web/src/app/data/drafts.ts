import { DOCUMENT, Injectable, inject } from '@angular/core';

const PREFIX = 'ccr:draft:';

/**
 * What people typed and have not sent, kept in the browser through reload, sign-out and failure. Keys carry the
 * person's id, so that two people at one computer never see each other's words.
 */
@Injectable({ providedIn: 'root' })
export class Drafts {
  private readonly storage = inject(DOCUMENT).defaultView?.localStorage;

  /** What is kept under `key`, in the shape of `blank`; what is missing or of another type is as in `blank`. */
  read<T extends object>(key: string, blank: T): T {
    const kept = this.parse(key);
    const entries = Object.entries(blank).map(([name, value]) => {
      const found = kept[name];
      return [name, typeof found === typeof value && Array.isArray(found) === Array.isArray(value) ? found : value];
    });
    return Object.fromEntries(entries) as T;
  }

  /** Keeps it. A full or forbidden storage must not stop anyone from typing. */
  write(key: string, value: object): void {
    try {
      this.storage?.setItem(PREFIX + key, JSON.stringify(value));
    } catch {
      // Nothing to do: the text is still on the screen.
    }
  }

  /** Drops it, because it was sent or thrown away. */
  remove(key: string): void {
    this.storage?.removeItem(PREFIX + key);
  }

  private parse(key: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(this.storage?.getItem(PREFIX + key) ?? 'null');
      return typeof value === 'object' && value !== null ? { ...value } : {};
    } catch {
      return {};
    }
  }
}
