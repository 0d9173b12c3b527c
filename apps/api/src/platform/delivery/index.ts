export { DeliveryRefused, DeliveryUnanswered, DeliveryUnavailable } from './delivery-errors';
export { neverReached } from './never-reached';
export { boundedWait, retryAfterSeconds } from './retry-after';
