export { TopicsStore } from './topics.store';
