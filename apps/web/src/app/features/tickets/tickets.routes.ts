import type { Routes } from '@angular/router';
import { Role } from '@ccr/domain';
import { onlyFor } from '../accounts';

/** The pages about tickets; the shell lets only signed-in people here. */
export const ticketRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'Tickets',
    loadComponent: () => import('./ticket-list/ticket-list-page').then((m) => m.TicketListPage),
  },
  {
    path: 'new',
    title: 'Raise a ticket',
    canMatch: [onlyFor(Role.CUSTOMER)],
    loadComponent: () => import('./ticket-raise/ticket-raise-page').then((m) => m.TicketRaisePage),
  },
  {
    path: ':reference',
    title: 'Ticket',
    loadComponent: () => import('./ticket-view/ticket-view-page').then((m) => m.TicketViewPage),
  },
];
