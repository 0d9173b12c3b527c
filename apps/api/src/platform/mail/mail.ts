/** One mail to one person, ready to go. */
export interface Mail {
  /** Names this mail wherever it goes: letters, digits, `-` and `_`, at most 100. */
  readonly id: string;
  /** Which sort of mail it is, such as `agentAssigned`: providers count by it. */
  readonly kind: string;
  readonly to: { readonly name: string; readonly email: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Names what it is about: a reader shows all mails of one thread, which have one subject, together. Null when it stands alone. */
  readonly thread: string | null;
  /** Where the reader, or their mail program by itself, says that they want no more of this kind. Null when nobody can do without it. */
  readonly unsubscribeUrl: string | null;
}

/** What a transport knows of a mail that it has handed over. */
export interface SentMail {
  /** What the provider calls it; null when it does not say. */
  readonly providerId: string | null;
}

/** A way for mail to leave this program. */
export interface MailTransport {
  /** Where mail goes, as it follows "Mail goes to" in the start-up text. */
  readonly destination: string;
  /**
   * Resolves only when the mail is safely handed over. Throws `DeliveryRefused` when another try is useless,
   * `DeliveryUnavailable` when it is worth one, and `DeliveryUnanswered` when nobody knows whether the mail went out.
   */
  send(mail: Mail): Promise<SentMail>;
  /** Finds out whether mail could go out now, without sending one. Throws a `DeliveryUnavailable` that says what is wrong. */
  check(): Promise<void>;
}
