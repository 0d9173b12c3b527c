/**
 * Finds a Chromium to drive: CHROMIUM_PATH, one on the PATH, the one Playwright may have downloaded, else Debian's
 * package where we may install it. Throws Missing with the way to get one.
 */
import { existsSync } from 'node:fs';
import { aptCommand, aptInstall } from './apt.mjs';
import { Missing } from './missing.mjs';
import { onPath } from './on-path.mjs';

const PACKAGES = ['chromium'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

const playwrightsOwn = async () => {
  const { chromium } = await import('@playwright/test');
  return chromium.executablePath();
};

const find = async () => {
  const known = onPath('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable');
  return known ?? [MAC, await playwrightsOwn()].find((path) => path && existsSync(path));
};

export const findChromium = async () => {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && existsSync(chosen)) return chosen;
  if (chosen) throw new Missing(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  const found = await find();
  if (found) return found;
  const { output } = await aptInstall(PACKAGES);
  const installed = await find();
  if (installed) return installed;
  throw new Missing(
    `${output}The browser stories need Chromium or Chrome, and none was found on the PATH.\n` +
      `Get it with: ${aptCommand(PACKAGES)}   (Debian)\n         or: npx playwright install chromium\n` +
      `or name one you have: CHROMIUM_PATH=/path/to/chrome npm test`,
  );
};
