import type { Cell } from '../backup';

/** How a cell is told: as it is, as a moment of ISO 8601, or as yes and no. */
type Told = (cell: Cell) => unknown;

const plain: Told = (cell) => cell;
const instant: Told = (cell) => (cell === null ? null : `${String(cell).replace(' ', 'T')}Z`);
const yesNo: Told = (cell) => cell === 1;

/** One file of an export: a line of JSON for each row of a table. */
export interface ExportFile {
  readonly name: string;
  /** FROM and what follows. Its rows come in the order of `id`, where there is one. */
  readonly from: string;
  /** By the names of the API: what is read, and how it is told. */
  readonly fields: Readonly<Record<string, readonly [sql: string, told: Told]>>;
  /** A field of which there may be several: a row for each of them, told as one list. */
  readonly list?: readonly [field: string, sql: string];
}

const as = (told: Told, prefix: string, names: string): Record<string, readonly [string, Told]> =>
  Object.fromEntries(names.split(' ').map((name) => [name, [`${prefix}${name}`, told]]));

const STATE = `CASE WHEN erasedAt IS NOT NULL THEN 'ERASED' WHEN deactivatedAt IS NOT NULL THEN 'DEACTIVATED'
  WHEN deletionDueAt IS NOT NULL THEN 'LEAVING' WHEN passwordHash IS NULL THEN 'INVITED' ELSE 'ACTIVE' END`;

/** What staff can read, without a secret. People come first, what refers to others after it. */
export const EXPORT_FILES: readonly ExportFile[] = [
  {
    name: 'people',
    from: 'FROM users',
    fields: { ...as(plain, '', 'id name email mobile role'), state: [STATE, plain], ...as(plain, '', 'language timeZone'), ...as(instant, '', 'createdAt') },
  },
  {
    name: 'topics',
    from: 'FROM topics',
    fields: { ...as(plain, '', 'id name firstAnswer'), archived: ['CASE WHEN archivedAt IS NULL THEN 0 ELSE 1 END', yesNo] },
  },
  {
    name: 'tickets',
    from: 'FROM tickets t LEFT JOIN ticket_tags g ON g.ticketId = t.id ORDER BY t.id, g.tag',
    fields: {
      ...as(plain, 't.', 'id reference subject description status priority topicId customerId assigneeId orderReference'),
      ...as(instant, 't.', 'createdAt updatedAt resolvedAt'),
      ...as(plain, 't.', 'followUpOfId splitFromId mergedIntoId'),
    },
    list: ['tags', 'g.tag'],
  },
  {
    name: 'messages',
    from: 'FROM messages',
    fields: { ...as(plain, '', 'id ticketId seq kind body authorId'), ...as(yesNo, '', 'automatic'), ...as(plain, '', 'replyToId'), ...as(instant, '', 'createdAt') },
  },
  {
    name: 'ratings',
    from: 'FROM ratings',
    fields: { ...as(plain, '', 'ticketId score comment'), ...as(instant, '', 'createdAt updatedAt') },
  },
  {
    name: 'feedback',
    from: 'FROM feedback',
    fields: { ...as(plain, '', 'id authorId body'), ...as(instant, '', 'createdAt'), ...as(plain, '', 'answer answeredById'), ...as(instant, '', 'answeredAt'), ...as(yesNo, '', 'done') },
  },
  {
    name: 'cannedReplies',
    from: 'FROM canned_replies WHERE ownerId IS NULL',
    fields: as(plain, '', 'id title shortcut body'),
  },
];

/** Reads what the file is made of. */
export const statementOf = ({ fields, list, from }: ExportFile): string =>
  `SELECT ${[...Object.values(fields).map(([sql]) => sql), ...(list ? [list[1]] : [])].join(', ')} ${from}`;
