import {
  type ApplicationConfig,
  inject,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import { Title } from '@angular/platform-browser';
import {
  PreloadAllModules,
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
  withPreloading,
} from '@angular/router';
import { provideData } from '../data';
import { routes } from './app.routes';
import { NavigationProblem } from './navigation-problem';
import { CountedTitle, PageTitle } from './page-title';

/** What the whole app shares. */
export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideZonelessChangeDetection(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // Then every page opens at once, also without a connection.
      withPreloading(PreloadAllModules),
      withNavigationErrorHandler((failure) => inject(NavigationProblem).report(failure)),
    ),
    provideData(),
    { provide: TitleStrategy, useExisting: PageTitle },
    { provide: Title, useExisting: CountedTitle },
  ],
};
