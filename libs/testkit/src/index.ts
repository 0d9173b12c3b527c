export { Actor, type GraphqlError } from './actor';
export { Feed } from './feed';
export { RawSocket } from './raw-socket';
export { type Person, Shop } from './shop';
export { eventually } from './eventually';
