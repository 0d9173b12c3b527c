export { Actor, type Answer, type GraphqlError } from './actor';
export { Feed } from './feed';
export { type Close, RawSocket } from './raw-socket';
export { type Person, Shop, type TicketRef } from './shop';
export { eventually } from './eventually';
