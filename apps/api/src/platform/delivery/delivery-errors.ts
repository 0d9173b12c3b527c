import { OperationalError } from '../errors';

/** This will never be taken, and the message says why, without naming the person it was for. */
export class DeliveryRefused extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeliveryRefused';
  }
}

/** It was not handed over, for now; try again, not before `retryAfterSeconds` when it is given. */
export class DeliveryUnavailable extends OperationalError {
  readonly retryAfterSeconds?: number;

  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.name = 'DeliveryUnavailable';
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** Nobody knows whether it was handed over: the other side fell silent after it could have had it all. */
export class DeliveryUnanswered extends OperationalError {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DeliveryUnanswered';
  }
}
