import type { PresentPerson } from './presence.store';

const names = (people: readonly PresentPerson[]): string =>
  people.length > 2 ? `${people.length} people` : people.map(({ person }) => person.name).join(' and ');
const are = (people: readonly PresentPerson[]): string => (people.length > 1 ? 'are' : 'is');

/** Who else is in the ticket and what they do, in one line; nothing when one is alone. */
export function presenceWords(people: readonly PresentPerson[], forStaff: boolean): string {
  const writing = people.filter(({ typing }) => typing);
  const looking = people.filter(({ typing }) => !typing);
  const isColleague = ({ person }: PresentPerson): boolean => forStaff && person.role !== 'CUSTOMER';
  const colleagues = looking.filter(isColleague);
  const others = looking.filter((one) => !isColleague(one));
  return [
    ...(colleagues.length ? [`${names(colleagues)} ${are(colleagues)} looking at this too`] : []),
    ...(others.length ? [`${names(others)} ${are(others)} here`] : []),
    ...(writing.length ? [`${names(writing)} ${are(writing)} writing…`] : []),
  ].join(' · ');
}
