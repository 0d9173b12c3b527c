import { MessageKind } from '@ccr/domain';
import { PresenceRoom, type PresenceSignal } from './presence.room';

/** Rooms of one ticket in several processes, which hear each other at once. */
class Building {
  readonly rooms: PresenceRoom[] = [];
  readonly changes: number[] = [];
  now = 1_000_000;
  deaf = new Set<number>();

  constructor(count: number) {
    for (let index = 0; index < count; index++) {
      this.changes.push(0);
      const tell = (signal: PresenceSignal): void =>
        this.rooms.forEach((room, other) => (this.deaf.has(index) || this.deaf.has(other)) && other !== index ? undefined : room.receive(signal));
      this.rooms.push(new PresenceRoom(`process-${index}`, { now: () => this.now, tell, changed: () => (this.changes[index] = (this.changes[index] ?? 0) + 1) }));
    }
  }

  room(index: number): PresenceRoom {
    const room = this.rooms[index];
    if (!room) throw new Error(`No room ${index}`);
    return room;
  }

  pass(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.now += Math.min(1_000, left);
      this.rooms.forEach((room) => room.tick());
    }
  }

  here(index: number): string[] {
    return this.room(index).people().map(({ userId, isLooking, typing }) => `${userId}${isLooking ? '' : ' (away)'}${typing ? ` ${typing}` : ''}`);
  }
}

describe('a room over several processes', () => {
  it('holds who is in it anywhere, each person once', () => {
    const house = new Building(2);
    house.room(0).enter('ann');
    house.room(0).enter('ann');
    house.room(1).enter('gita');
    expect([house.here(0), house.here(1)]).toEqual([['ann', 'gita'], ['ann', 'gita']]);
    house.room(0).leave('ann');
    expect(house.here(1)).toEqual(['ann', 'gita']);
    house.room(0).leave('ann');
    expect([house.here(0), house.here(1)]).toEqual([['gita'], ['gita']]);
    expect([house.room(0).isEmpty, house.room(1).isEmpty]).toEqual([true, false]);
  });

  it('keeps them as long as their process says so, and ten seconds longer', () => {
    const house = new Building(2);
    house.room(0).enter('ann');
    house.pass(60_000);
    expect(house.here(1)).toEqual(['ann']);
    house.deaf.add(0);
    house.pass(6_000);
    expect(house.here(1)).toEqual(['ann']);
    house.pass(6_000);
    expect(house.here(1)).toEqual([]);
    expect(house.here(0)).toEqual(['ann']);
  });

  it('tells who asks, and asks again after a cut', () => {
    const house = new Building(2);
    house.deaf.add(1);
    house.room(0).enter('ann');
    house.deaf.clear();
    expect(house.here(1)).toEqual([]);
    house.room(1).receive(null);
    expect(house.here(1)).toEqual(['ann']);
  });

  it('forgets after six seconds that someone writes, unless they say so again', () => {
    const house = new Building(2);
    house.room(0).enter('ann');
    const types = (kind: MessageKind | null): void => house.rooms.forEach((room) => room.receive({ typing: { userId: 'ann', kind } }));
    types(MessageKind.REPLY);
    house.pass(4_000);
    types(MessageKind.REPLY);
    house.pass(4_000);
    expect(house.here(1)).toEqual(['ann REPLY']);
    house.pass(3_000);
    expect(house.here(1)).toEqual(['ann']);
    types(MessageKind.NOTE);
    types(null);
    expect(house.here(1)).toEqual(['ann']);
  });

  it('says that it has changed only when it has', () => {
    const house = new Building(1);
    house.room(0).enter('ann');
    house.pass(30_000);
    expect(house.changes[0]).toBe(1);
    house.room(0).receive({ from: 'elsewhere', here: ['gita'] });
    house.room(0).receive({ from: 'elsewhere', here: ['gita'] });
    expect(house.changes[0]).toBe(2);
    house.pass(11_000);
    expect(house.changes[0]).toBe(3);
  });
});
