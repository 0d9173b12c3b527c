import type { Routes } from '@angular/router';

/** Where tickets are found by what was said in them. */
export const searchRoutes: Routes = [{ path: '', title: 'Search', loadComponent: () => import('./search-page/search-page').then((m) => m.SearchPage) }];
