import { FormControl, FormGroup } from '@angular/forms';
import { LIMITS } from '@ccr/domain';
import type { CreateTicketInput, TicketPriority } from '#graphql';
import { worded } from '../../../ui/form';

const { subject, description, orderReference } = LIMITS.ticket;

/** What is kept of a ticket that is being written. The id is of one unchanged attempt to raise it. */
export const BLANK_TICKET = {
  subject: '',
  topicId: '',
  priority: 'NORMAL' as TicketPriority,
  orderReference: '',
  description: '',
  clientMutationId: '',
};

/** The controls of the page that raises a ticket. */
export const raiseForm = () =>
  new FormGroup({
    subject: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Say in a few words what it is about.'), worded.maxLength(subject)],
    }),
    topicId: new FormControl('', { nonNullable: true }),
    priority: new FormControl<TicketPriority>('NORMAL', { nonNullable: true }),
    orderReference: new FormControl('', { nonNullable: true, validators: worded.maxLength(orderReference) }),
    description: new FormControl('', {
      nonNullable: true,
      validators: [worded.required('Tell us what happened.'), worded.maxLength(description)],
    }),
  });

/** What is sent: without blanks around it, and nothing for what was left empty. */
export function toInput(
  ticket: ReturnType<ReturnType<typeof raiseForm>['getRawValue']>,
  clientMutationId: string,
): CreateTicketInput {
  return {
    subject: ticket.subject.trim(),
    description: ticket.description.trim(),
    topicId: ticket.topicId || null,
    priority: ticket.priority,
    orderReference: ticket.orderReference.trim() || null,
    clientMutationId,
  };
}
