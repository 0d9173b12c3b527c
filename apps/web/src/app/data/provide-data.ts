import { type Provider, inject } from '@angular/core';
import { provideApollo } from 'apollo-angular';
import { createCache } from './cache';
import { createLink } from './links';
import { LiveSocket } from './live-socket';
import { SessionDoubt } from './session-doubt';

/** Everything the app needs to talk with its server. */
export const provideData = (): Provider =>
  provideApollo(() => ({
    cache: createCache(),
    link: createLink(inject(LiveSocket), inject(SessionDoubt)),
    devtools: { enabled: false },
  }));
