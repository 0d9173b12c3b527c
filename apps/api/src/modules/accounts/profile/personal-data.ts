import type { User } from '../people/user.entity';

/** Whose data it is. */
export type Subject = Pick<User, 'id' | 'role'>;

/** What one part of the shop holds on people. Each module brings those of its own tables. */
export interface PersonalDataSource {
  /** Under which key it stands in what people download. */
  readonly name: string;
  /** What is held on them, without secrets and without what others keep among themselves. */
  of(person: Subject): Promise<unknown>;
  /** Removes what is theirs alone, in the caller's unit of work. Left out where nothing is, or where it stays for others. */
  erase?(person: Subject): Promise<void>;
}

/** Knows all that is held on people, over all modules. */
export class PersonalData {
  private readonly sources: PersonalDataSource[] = [];

  add(...sources: readonly PersonalDataSource[]): void {
    this.sources.push(...sources);
  }

  /** Everything on one person, part by part. */
  async of(person: Subject): Promise<Record<string, unknown>> {
    const parts: Record<string, unknown> = {};
    for (const source of this.sources) parts[source.name] = await source.of(person);
    return parts;
  }

  /** Removes what is theirs alone, in the caller's unit of work. */
  async erase(person: Subject): Promise<void> {
    for (const source of this.sources) await source.erase?.(person);
  }
}
