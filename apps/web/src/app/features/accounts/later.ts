// The second door, for what is loaded after the start: nothing behind it comes with the first page.
export { NEWS_WORDS } from './account/notifications/news-words';
export { CopyButton } from './account/parts/copy-button';
export { closeWithSession } from './close-with-session';
export { type Agent, AgentsStore } from './people/agents.store';
export { Submission } from './forms/submission';
