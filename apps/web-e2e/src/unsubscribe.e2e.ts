import { expect } from '@playwright/test';
import { button, CALM, expectAccessible, heading } from './accessible';
import { openBrowser } from './browser-person';
import { expectMail } from './mailbox';
import { confirmedCustomer, shopAt } from './shop';
import { test } from './story';

const CHOICES = '{ notificationChoices { kind mail inApp } }';

test('the link at the end of a mail ends this kind of mail, without signing in, and can be taken back', async ({ browser, baseURL }) => {
  const shop = shopAt(baseURL);
  const [ann, gita] = [await confirmedCustomer(shop), await shop.agent('Gita Mehta')];
  const wanted = async () => {
    const { notificationChoices } = await ann.do<{ notificationChoices: { kind: string; mail: boolean }[] }>(CHOICES);
    return Object.fromEntries(notificationChoices.map(({ kind, mail }) => [kind, mail]));
  };
  await shop.assignedTicket(ann, gita);
  const text = await expectMail(ann.email, 'Gita Mehta has your ticket');
  const link = /^No more mail of this kind: (\S+)$/m.exec(text)?.[1] ?? '';

  // To look at the page changes nothing: programs that look through mail open links, too.
  const { page, troubles } = await openBrowser(browser, CALM);
  await page.goto(link);
  await expectAccessible(page, button(page, 'No more mail of this kind'));
  expect(await wanted()).toMatchObject({ AGENT_ASSIGNED: true });
  await button(page, 'No more mail of this kind').click();
  await expectAccessible(page, heading(page, 'You get no more of this mail'));
  expect(await wanted()).toMatchObject({ AGENT_ASSIGNED: false, REPLY_RECEIVED: true });
  await button(page, 'Undo').click();
  await expect(button(page, 'No more mail of this kind')).toBeVisible();
  expect(await wanted()).toMatchObject({ AGENT_ASSIGNED: true });

  await page.goto(`${link.slice(0, -4)}`);
  await expectAccessible(page, heading(page, 'This link is not whole'));
  expect(troubles).toEqual([]);
});
