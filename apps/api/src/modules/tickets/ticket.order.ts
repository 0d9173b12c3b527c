import type { SelectQueryBuilder } from 'typeorm';
import { parsePlace, placeCursor } from '../../platform/paging';
import type { Ticket } from './ticket.entity';

/** What tickets are ordered by. */
export enum TicketOrderField {
  LAST_ACTIVITY = 'LAST_ACTIVITY',
  RAISED = 'RAISED',
  PRIORITY = 'PRIORITY',
  URGENCY = 'URGENCY',
}

/** Which end of a list comes first. */
export enum OrderDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}

/** An order of a list of tickets. */
export interface Order {
  readonly field: TicketOrderField;
  readonly direction: OrderDirection;
}

export const LAST_ACTIVE_FIRST: Order = { field: TicketOrderField.LAST_ACTIVITY, direction: OrderDirection.DESC };

type Key = 'lastActivityAt' | 'createdAt' | 'urgency' | 'answerBy';

/** The columns of each order; the id, which comes last, tells apart what is the same in them. */
const KEYS: Readonly<Record<TicketOrderField, readonly Key[]>> = {
  LAST_ACTIVITY: ['lastActivityAt'],
  RAISED: ['createdAt'],
  PRIORITY: ['urgency', 'lastActivityAt'],
  URGENCY: ['answerBy'],
};

/** One order of a list, and the places in it. */
export class TicketListOrder {
  private readonly name: string;
  private readonly keys: readonly Key[];
  private readonly direction: OrderDirection;

  constructor({ field, direction }: Order) {
    this.name = `${field}_${direction}`;
    this.keys = KEYS[field];
    this.direction = direction;
  }

  cursorOf(ticket: Ticket): string {
    return placeCursor(this.name, { keys: this.keys.map((key) => Number(ticket[key])), id: ticket.id });
  }

  /**
   * Puts the query's tickets in order and leaves those after the cursor.
   * @throws UserError BAD_USER_INPUT when the cursor is of another order.
   */
  apply(query: SelectQueryBuilder<Ticket>, cursor: string | null): void {
    for (const column of [...this.keys, 'id']) query.addOrderBy(`ticket.${column}`, this.direction);
    if (cursor === null) return;
    const { keys, id } = parsePlace(cursor, this.name, this.keys.length);
    const values = this.keys.map((key, index) => [key, key === 'urgency' ? keys[index] : new Date(keys[index] ?? 0)] as const);
    query.andWhere(this.condition([...this.keys, 'id']), { ...Object.fromEntries(values), id });
  }

  /**
   * One alternative for each column in which a ticket can be the first to differ: MariaDB makes ranges of its index of
   * them. The bound in front of them does the same for SQLite.
   */
  private condition(columns: readonly string[]): string {
    const beyond = this.direction === OrderDirection.ASC ? '>' : '<';
    const alternatives = columns.map((column, index) =>
      [...columns.slice(0, index).map((same) => `ticket.${same} = :${same}`), `ticket.${column} ${beyond} :${column}`].join(' AND '),
    );
    return `ticket.${columns[0]} ${beyond}= :${columns[0]} AND ((${alternatives.join(') OR (')}))`;
  }
}
