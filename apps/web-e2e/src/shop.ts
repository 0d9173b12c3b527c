import type { Browser, BrowserContextOptions } from '@playwright/test';
import { type Person, Shop } from '@ccr/testkit';
import { ADMIN_EMAIL, type BrowserPerson, openBrowser, PASSWORD } from './browser-person';

/** People and tickets made through the API, for stories that begin later. */
export function shopAt(baseURL: string | undefined): Shop {
  if (!baseURL) throw new Error('The stories need a baseURL');
  return new Shop(baseURL, { email: ADMIN_EMAIL, password: PASSWORD });
}

/** Opens a browser in which the person is signed in. */
export async function openBrowserOf(
  browser: Browser,
  person: Person,
  options: BrowserContextOptions = {},
): Promise<BrowserPerson> {
  const opened = await openBrowser(browser, options);
  const [name = '', value = ''] = person.credentials()['cookie']?.split('=') ?? [];
  await opened.page.context().addCookies([{ name, value, url: person.origin }]);
  return opened;
}
