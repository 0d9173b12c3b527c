import { Role } from '@ccr/domain';

/** Someone in the demo shop. */
export interface DemoPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** What agents are expert in, by name. */
  readonly topics: readonly string[];
  /** How many active tickets agents take at most. */
  readonly capacity: number | null;
}

const person = (name: string, role: Role, topics: readonly string[] = [], capacity: number | null = null): DemoPerson => ({
  name,
  role,
  topics,
  capacity,
  email: `${name.split(' ')[0]?.toLowerCase()}@demo.example`,
});

/** Everybody's, in a shop that holds nothing real. */
export const DEMO_PASSWORD = 'demo-password';

export const DEMO_PEOPLE = {
  admin: person('Maya Lindqvist', Role.ADMIN),
  gita: person('Gita Mehta', Role.AGENT, ['Payments'], 20),
  hari: person('Hari Nair', Role.AGENT, ['Delivery', 'Products'], 15),
  lena: person('Lena Brandt', Role.AGENT, ['Returns'], 10),
  ann: person('Ann Rao', Role.CUSTOMER),
  ben: person('Ben Okafor', Role.CUSTOMER),
  clara: person('Clara Jensen', Role.CUSTOMER),
  david: person('David Moreau', Role.CUSTOMER),
} as const satisfies Record<string, DemoPerson>;

export type DemoName = keyof typeof DEMO_PEOPLE;
