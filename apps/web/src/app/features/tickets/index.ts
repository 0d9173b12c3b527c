export { ticketRoutes } from './tickets.routes';
