export { Excerpt } from './ticket-card/excerpt';
export { TicketFeed } from './ticket-feed.store';
export { type Audience, STATUS_LOOKS } from './ticket-status/status-words';
export { TicketStatus } from './ticket-status/ticket-status';
export { ticketRoutes } from './tickets.routes';
