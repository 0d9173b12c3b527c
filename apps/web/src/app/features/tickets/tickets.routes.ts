import { inject, provideEnvironmentInitializer } from '@angular/core';
import type { Route, Routes } from '@angular/router';
import { Role } from '@ccr/domain';
import { SessionStore, onlyFor } from '../accounts';
import { TicketDeliveries } from './ticket-deliveries';
import { listWords } from './ticket-list/list-words';

const listTitle = (): string => listWords(inject(SessionStore).viewer()?.role).title;

/** A page of its own for customers; for staff it opens beside the list. */
const TICKET: Route = {
  path: ':reference',
  title: ({ params }) => `Ticket ${String(params['reference'])}`,
  loadComponent: () => import('./ticket-view/ticket-view-page').then((m) => m.TicketViewPage),
};

const PAGES: Routes = [
  {
    path: 'new',
    title: 'Raise a ticket',
    canMatch: [onlyFor(Role.CUSTOMER)],
    loadComponent: () => import('./ticket-raise/ticket-raise-page').then((m) => m.TicketRaisePage),
  },
  {
    path: ':reference/edit',
    title: ({ params }) => `Edit ticket ${String(params['reference'])}`,
    canMatch: [onlyFor(Role.CUSTOMER)],
    loadComponent: () => import('./ticket-edit/ticket-edit-page').then((m) => m.TicketEditPage),
  },
  {
    path: '',
    canMatch: [onlyFor(Role.AGENT, Role.ADMIN)],
    loadComponent: () => import('./desk/desk-page').then((m) => m.DeskPage),
    children: [{ path: '', pathMatch: 'full', title: listTitle, children: [] }, TICKET],
  },
  {
    path: '',
    pathMatch: 'full',
    title: listTitle,
    loadComponent: () => import('./ticket-list/ticket-list-page').then((m) => m.TicketListPage),
  },
  TICKET,
];

/** The pages about tickets; the shell lets only signed-in people here. From then on others are told what has reached them. */
export const ticketRoutes: Routes = [
  { path: '', providers: [provideEnvironmentInitializer(() => void inject(TicketDeliveries))], children: PAGES },
];
