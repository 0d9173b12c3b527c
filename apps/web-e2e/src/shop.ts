import type { Browser, BrowserContextOptions } from '@playwright/test';
import { type Person, Shop } from '@ccr/testkit';
import { ADMIN_EMAIL, type BrowserPerson, openBrowser, PASSWORD } from './browser-person';
import { mailedCode } from './mailbox';

/** People and tickets made through the API, for stories that begin later. */
export function shopAt(baseURL: string | undefined): Shop {
  if (!baseURL) throw new Error('The stories need a baseURL');
  return new Shop(baseURL, { email: ADMIN_EMAIL, password: PASSWORD });
}

/** A customer who has shown that mail reaches them: theirs is not held back. */
export async function confirmedCustomer(shop: Shop): Promise<Person> {
  const customer = await shop.customer();
  const code = await mailedCode(customer.email, 'Confirm your e-mail address');
  await customer.do('mutation($code: String!) { verifyEmail(input: { code: $code }) { viewer { id } } }', { code });
  return customer;
}

/** Opens a browser in which the person is signed in. */
export async function openBrowserOf(
  browser: Browser,
  person: Person,
  options: BrowserContextOptions = {},
): Promise<BrowserPerson> {
  const opened = await openBrowser(browser, options);
  const cookies = Object.entries(person.jar()).map(([name, value]) => ({ name, value, url: person.origin }));
  await opened.page.context().addCookies(cookies);
  return opened;
}
