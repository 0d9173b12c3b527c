export { Dispatcher, type EventHandler } from './dispatcher';
export { EventRow } from './event.entity';
export { EventLog, type Fact, type Stream, type Stretch } from './event-log';
