/** Who a message is for. */
export enum MessageKind {
  /** Both sides see it. */
  REPLY = 'REPLY',
  /** Only staff see it. */
  NOTE = 'NOTE',
}
