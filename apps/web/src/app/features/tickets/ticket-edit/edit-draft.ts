import type { UpdateTicketInput } from '#graphql';
import type { raiseForm } from '../ticket-raise/raise-form';
import type { TicketDetails } from '../ticket-view/ticket.store';

/** What the form holds. */
export type EditValues = ReturnType<ReturnType<typeof raiseForm>['getRawValue']>;

export const BLANK_EDIT = { typed: {}, from: {} };

/** The ticket as the form shows it. */
export const valuesOf = ({ subject, description, topic, priority, orderReference }: TicketDetails): EditValues => ({
  subject,
  description,
  topicId: topic?.id ?? '',
  priority,
  orderReference: orderReference ?? '',
});

/**
 * What was typed before, on the ticket as it now is: a field that nobody touched here follows the ticket, which may have
 * been edited elsewhere meanwhile.
 */
export function resumed({ typed, from }: { typed: Partial<EditValues>; from: Partial<EditValues> }, now: EditValues): EditValues {
  const kept = Object.entries(typed).filter(([key, value]) => typeof value === 'string' && value !== from[key as keyof EditValues]);
  return { ...now, ...(Object.fromEntries(kept) as Partial<EditValues>) };
}

/** What is different, as it is sent; null when nothing is. */
export function toEdit(ticketId: string, typed: EditValues, now: EditValues): UpdateTicketInput | null {
  const [subject, description, orderReference] = [typed.subject.trim(), typed.description.trim(), typed.orderReference.trim()];
  const changes = {
    ...(subject !== now.subject && { subject }),
    ...(description !== now.description && { description }),
    ...(typed.topicId !== now.topicId && { topicId: typed.topicId || null }),
    ...(typed.priority !== now.priority && { priority: typed.priority }),
    ...(orderReference !== now.orderReference && { orderReference: orderReference || null }),
  };
  return Object.keys(changes).length > 0 ? { ticketId, ...changes } : null;
}
