import { MessageKind, Role } from '@ccr/domain';
import { shownTo } from './presence.policy';
import type { Present } from './presence.room';

const ann = { id: 'ann', role: Role.CUSTOMER };
const gita = { id: 'gita', role: Role.AGENT };
const hari = { id: 'hari', role: Role.ADMIN };
const PRESENT: [string, Omit<Present, 'userId'>][] = [
  ['looks', { isLooking: true, typing: null }],
  ['writes a reply', { isLooking: true, typing: MessageKind.REPLY }],
  ['writes a note', { isLooking: true, typing: MessageKind.NOTE }],
  ['writes a reply from a program', { isLooking: false, typing: MessageKind.REPLY }],
];
/** What each is told of the others of whom it is said: `-` nothing, `h` here, `w` writing. */
const told = (viewer: typeof ann | typeof gita, userId: string): string =>
  PRESENT.map(([, how]) => {
    const shown = shownTo(viewer, { userId, ...how }, 'gita');
    return !shown ? '-' : shown.typing ? 'w' : 'h';
  }).join('');

describe('who is told that someone is in a ticket', () => {
  it('staff: of everybody', () => {
    for (const other of ['ann', 'hari']) expect(told(gita, other)).toBe('hwww');
    for (const other of ['ann', 'gita']) expect(told(hari, other)).toBe('hwww');
  });

  it('customers: of their expert, and of others while these write to them', () => {
    expect(told(ann, 'gita')).toBe('hwhw');
    expect(told(ann, 'hari')).toBe('-w-w');
  });

  it('nobody: of themselves', () => {
    for (const one of [ann, gita, hari]) expect(told(one, one.id)).toBe('----');
  });
});
