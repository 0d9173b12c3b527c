import { inject } from '@angular/core';
import type { Routes } from '@angular/router';
import { Role } from '@ccr/domain';
import { SessionStore, onlyFor } from '../accounts';
import { listWords } from './ticket-list/list-words';

/** The pages about tickets; the shell lets only signed-in people here. */
export const ticketRoutes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: () => listWords(inject(SessionStore).viewer()?.role).title,
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
    title: ({ params }) => `Ticket ${String(params['reference'])}`,
    loadComponent: () => import('./ticket-view/ticket-view-page').then((m) => m.TicketViewPage),
  },
];
