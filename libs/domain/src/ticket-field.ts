/** What of a ticket can be edited. */
export enum TicketField {
  SUBJECT = 'SUBJECT',
  DESCRIPTION = 'DESCRIPTION',
  TOPIC = 'TOPIC',
  PRIORITY = 'PRIORITY',
  ORDER_REFERENCE = 'ORDER_REFERENCE',
}
