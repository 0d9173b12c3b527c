import { test as base } from '@playwright/test';

/** A story by itself: the browsers that it opened are closed with it, and cost the next ones nothing. */
export const test = base.extend<{ closing: void }>({
  closing: [
    async ({ browser }, use) => {
      await use();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
