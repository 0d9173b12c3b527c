export { CatchUp, type Trail, trailOf } from './catch-up';
export { LiveBus, type Notice } from './live-bus';
export { LiveFeed } from './live-feed';
