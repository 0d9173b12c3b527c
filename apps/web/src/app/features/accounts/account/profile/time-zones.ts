/** One zone as it is offered: its IANA name, and the words within its group. */
interface Zone {
  readonly name: string;
  readonly words: string;
}

/** The zones of one part of the world. */
export interface ZoneGroup {
  readonly region: string;
  readonly zones: readonly Zone[];
}

const OTHER = 'Other';

/** The time zones that the browser knows, by region; `chosen` is among them even if the browser calls it otherwise. */
export function timeZones(chosen: string | null): ZoneGroup[] {
  const known = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(chosen ? [chosen] : [])]);
  const groups = new Map<string, Zone[]>();
  for (const name of [...known].sort()) {
    const [region, ...place] = name.split('/');
    const key = place.length && region ? region : OTHER;
    const words = (place.length ? place.join(', ') : name).replaceAll('_', ' ');
    groups.set(key, [...(groups.get(key) ?? []), { name, words }]);
  }
  return [...groups].map(([region, zones]) => ({ region, zones })).sort((a, b) => Number(a.region === OTHER) - Number(b.region === OTHER));
}

/** The zone of this device. */
export const zoneOfDevice = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
