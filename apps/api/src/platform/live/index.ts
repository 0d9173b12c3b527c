export { LiveBus } from './live-bus';
export { LiveFeed } from './live-feed';
