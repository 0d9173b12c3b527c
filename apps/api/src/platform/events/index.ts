export { Dispatcher, type EventHandler } from './dispatcher';
export { EventRow } from './event.entity';
export { watchEvents } from './watch-events';
export { EventLog, type Fact, type Stream } from './event-log';
