export { Dispatcher, type EventHandler } from './dispatcher';
export { EventRow } from './event.entity';
export { EventLog, type Fact } from './event-log';
