import { TicketField, type TicketPriority, urgencyOf } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Clock } from '../../platform/clock';
import { forbidden } from '../../platform/errors';
import type { EventLog } from '../../platform/events';
import type { TopicService } from '../topics';
import { ticketConflict } from './ticket.conflict';
import type { Ticket } from './ticket.entity';
import { type TicketChangeData, ticketEdited, TicketEventType } from './ticket.events';
import { editableBy } from './ticket.policy';
import type { TicketService } from './ticket.service';
import { timesAfter } from './ticket.times';

/** What is to be different; what is left out stays. Null takes away a topic or an order reference. */
export interface TicketEdit {
  readonly subject?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly topicId?: string | null | undefined;
  readonly priority?: TicketPriority | null | undefined;
  readonly orderReference?: string | null | undefined;
  /** The last event that the caller had seen. */
  readonly seenSeq?: number | null | undefined;
}

type Column = Exclude<keyof TicketEdit, 'seenSeq'>;

const FIELDS: Readonly<Record<Column, TicketField>> = {
  subject: TicketField.SUBJECT,
  description: TicketField.DESCRIPTION,
  topicId: TicketField.TOPIC,
  priority: TicketField.PRIORITY,
  orderReference: TicketField.ORDER_REFERENCE,
};
const COLUMNS = Object.keys(FIELDS) as Column[];
/** What a ticket may be without. */
const OPTIONAL: readonly Column[] = ['topicId', 'orderReference'];

/** Edits tickets: one unit of work, one fact that names what is different. */
export class TicketEditService {
  constructor(
    private readonly events: EventLog,
    private readonly topics: TopicService,
    private readonly tickets: TicketService,
    private readonly clock: Clock,
  ) {}

  /**
   * Changes what is asked for. What is the same already is no change, and without any nothing happens.
   * @throws UserError NOT_FOUND, CONFLICT when it can't be edited any more or was since `seenSeq`, FORBIDDEN for a field that is not the
   * viewer's to edit, BAD_USER_INPUT for a topic that is not offered.
   */
  edit(viewer: Viewer, ticketId: string, edit: TicketEdit): Promise<Ticket> {
    return this.tickets.act(viewer, ticketId, 'edit', async (ticket) => {
      const asked = COLUMNS.filter((column) => edit[column] !== undefined && (edit[column] !== null || OPTIONAL.includes(column)));
      const own = editableBy(viewer);
      if (!asked.every((column) => own.includes(FIELDS[column]))) throw forbidden('Only its customer can change the words of a ticket.');
      if (edit.seenSeq != null && (await this.events.has(ticket.id, TicketEventType.edited, edit.seenSeq))) {
        throw ticketConflict(viewer, ticket, 'It was edited meanwhile. Look at it again, then change what is still to be changed.');
      }
      const wanted = await this.wanted(ticket, edit);
      const changed = asked.filter((column) => wanted[column] !== ticket[column]);
      if (changed.length === 0) return;
      const facts = changed.map((column) => change(column, ticket[column], wanted[column]));
      const columns = Object.fromEntries(changed.map((column) => [column, wanted[column]])) as Partial<Ticket>;
      await this.events.record(ticket, ticketEdited(viewer.id, facts), {
        ...columns,
        ...(columns.priority && this.urgency(ticket, columns.priority)),
        ...this.tickets.touched(ticket),
      });
    });
  }

  private urgency(ticket: Ticket, priority: TicketPriority): Partial<Ticket> {
    return { urgency: urgencyOf(priority), ...timesAfter(ticket, { at: this.clock.now(), priority }) };
  }

  private async wanted(ticket: Ticket, edit: TicketEdit): Promise<Pick<Ticket, Column>> {
    return {
      subject: edit.subject?.trim() ?? ticket.subject,
      description: edit.description?.trim() ?? ticket.description,
      topicId: edit.topicId === undefined ? ticket.topicId : await this.topics.chosen(edit.topicId, ticket.topicId),
      priority: edit.priority ?? ticket.priority,
      orderReference: edit.orderReference?.trim() || null,
    };
  }
}

/** Descriptions are long, and what is taken out of one is not to be read elsewhere: that it is another one is all. */
function change(column: Column, from: string | null, to: string | null): TicketChangeData {
  const isTold = column !== 'description';
  return { field: FIELDS[column], from: isTold ? from : null, to: isTold ? to : null };
}
