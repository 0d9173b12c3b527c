import { BROWSER_MAP, OS_MAP, parse } from 'bowser';

const BROWSERS = new Set(Object.values(BROWSER_MAP));
const SYSTEMS = new Set(Object.values(OS_MAP));

/**
 * What people call a browser by what it says of itself: such as "Firefox on Linux". It goes into mails, so only names
 * that are known appear in it: a stranger could write anything else.
 */
export function deviceName(userAgent: string): string {
  if (userAgent === '') return 'Unknown browser'; // bowser refuses it
  const { browser, os } = parse(userAgent);
  const name = browser.name && BROWSERS.has(browser.name) ? browser.name : 'Unknown browser';
  return os.name && SYSTEMS.has(os.name) ? `${name} on ${os.name}` : name;
}
