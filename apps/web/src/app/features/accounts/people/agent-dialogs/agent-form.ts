import { FormControl } from '@angular/forms';
import { LIMITS } from '@ccr/domain';
import { worded } from '../../../../ui/form';

/** A role that works for the shop. */
export type StaffRole = 'AGENT' | 'ADMIN';

const isCapacity = { test: (text: string) => /^\d{1,4}$/.test(text.trim()) && inRange(Number(text)) };
const inRange = (count: number): boolean => count >= 1 && count <= LIMITS.agent.capacity;

/** What admins say of an agent, when they add one and later. */
export const agentControls = () => ({
  name: new FormControl('', { nonNullable: true, validators: worded.required('Enter their name.') }),
  role: new FormControl<StaffRole>('AGENT', { nonNullable: true }),
  topicIds: new FormControl<string[]>([], { nonNullable: true }),
  /** As typed: empty is any number. */
  capacity: new FormControl('', {
    nonNullable: true,
    validators: worded.matches(isCapacity, `Enter a number from 1 to ${LIMITS.agent.capacity.toLocaleString('en')}, or leave it empty.`),
  }),
});

/** What a typed capacity means: empty is any number. */
export const toCapacity = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
