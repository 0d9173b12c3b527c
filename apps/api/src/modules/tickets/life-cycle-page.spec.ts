import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TICKET_LIFE_CYCLE, type Transition } from '@ccr/domain';

const PAGE = join(__dirname, '../../../../../docs/ticket-life-cycle.md');

const words = (verb: string): string => verb.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const line = ({ verb, from, to, by }: Transition): string =>
  `  ${from} --> ${to}: ${words(verb)} (${by.map((role) => role.toLowerCase()).join(', ')})`;

/** The moves as a Mermaid state diagram. Verbs that leave the status as it is are not in it. */
function diagram(): string {
  const moves = TICKET_LIFE_CYCLE.filter(({ from, to }) => from !== to);
  return ['stateDiagram-v2', '  [*] --> NEW: raise (customer)', ...moves.map(line), '  CLOSED --> [*]'].join('\n');
}

describe('docs/ticket-life-cycle.md', () => {
  it('draws the life cycle as it is', () => {
    const markers = /<!-- the diagram: begin -->\s+```mermaid\n(.*?)\n```\s+<!-- the diagram: end -->/s;
    const [, drawn] = markers.exec(readFileSync(PAGE, 'utf8')) ?? [];
    expect(drawn).toBe(diagram());
  });
});
