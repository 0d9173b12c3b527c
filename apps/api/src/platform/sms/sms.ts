/** One text message to one person, ready to go. */
export interface TextMessage {
  /** The number, in E.164. */
  readonly to: string;
  readonly text: string;
}

/** A way for text messages to leave this program. */
export interface SmsTransport {
  /**
   * Resolves to what the provider calls it, once it is safely handed over. Throws `DeliveryRefused` when another try is
   * useless, `DeliveryUnavailable` when it was not taken for now, and `DeliveryUnanswered` when nobody knows.
   */
  send(message: TextMessage): Promise<string>;
}
