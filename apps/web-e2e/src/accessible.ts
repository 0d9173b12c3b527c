import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const WIDTHS = [1280, 360];

/** Nothing moves while it is looked at. */
export const CALM = { reducedMotion: 'reduce' } as const;

/** Looks at the page as it is: wide and narrow, light and dark. `sign` tells that it is all there. */
export async function expectAccessible(page: Page, sign: Locator): Promise<void> {
  await expect(sign).toBeVisible();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    // From its top: what has scrolled half-way under the bar counts as too small to be hit.
    await page.evaluate(() => window.scrollTo(0, 0));
    expect(await page.evaluate(() => document.documentElement.scrollWidth), `${page.url()} at ${width} px`).toBeLessThanOrEqual(width);
    await expectNoViolations(page, 'light', (axe) => axe.withTags(WCAG));
    // Only the colours are others.
    await expectNoViolations(page, 'dark', (axe) => axe.withRules(['color-contrast', 'link-in-text-block']));
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

async function expectNoViolations(page: Page, colorScheme: 'light' | 'dark', choose: (axe: AxeBuilder) => AxeBuilder): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(endTransitions);
  // "Legacy" spares a blank page for each look, which only pages with frames of other sites need.
  const { violations } = await choose(new AxeBuilder({ page }).setLegacyMode()).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found, `${page.url()}, ${colorScheme}, ${page.viewportSize()?.width} px`).toEqual([]);
}

/** Colours are judged as they are, not half-way. What is folded away would never end by itself, and one end begins the next. */
async function endTransitions(): Promise<void> {
  const running = (): Animation[] =>
    document.getAnimations().filter((one) => one.playState !== 'finished' && one.effect?.getComputedTiming().iterations !== Infinity);
  do {
    for (const one of running()) one.finish();
    await new Promise(requestAnimationFrame);
  } while (running().length > 0);
}

export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, level: 1 });
export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name });
