export { type Answer, Outbound } from './outbound';
