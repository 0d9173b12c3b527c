import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { PushPublicKeyDocument, SubscribeToPushDocument, UnsubscribeFromPushDocument } from '#graphql/push';
import { ann } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { SessionStore } from '../../accounts';
import { BrowserPush } from './browser-push';
import { PushCard } from './push-card';
import { PushDevice } from './push-device.store';
import { PushSection } from './push-section';

const SWITCH = 'Notifications while this page is closed';
const OFFER = 'Know when there is a reply';
const KEYS = { endpoint: 'https://push.example/1', p256dh: 'key', auth: 'secret' };

/** The part of a browser that jsdom has not. */
class FakePush {
  isSupported = true;
  permission: NotificationPermission = 'default';
  answer: NotificationPermission = 'granted';
  asked = 0;
  subscribedWith: string[] = [];
  failure: Error | null = null;
  subscribed = false;
  say: (message: unknown, port?: MessagePort) => void = () => undefined;

  ask(): Promise<NotificationPermission> {
    this.asked++;
    return Promise.resolve((this.permission = this.answer));
  }
  subscribe(key: string): Promise<PushSubscriptionJSON> {
    if (this.failure) return Promise.reject(this.failure);
    this.subscribedWith.push(key);
    this.subscribed = true;
    return Promise.resolve({ endpoint: KEYS.endpoint, keys: { p256dh: KEYS.p256dh, auth: KEYS.auth } });
  }
  unsubscribe(): Promise<string | null> {
    const endpoint = this.subscribed ? KEYS.endpoint : null;
    this.subscribed = false;
    return Promise.resolve(endpoint);
  }
  hear(answer: (message: unknown, port: MessagePort | undefined) => void): void {
    this.say = answer;
  }
}

@Component({ imports: [PushCard, PushSection], template: '<ccr-push-card /><ccr-push-section />', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

let browser: FakePush;

const open = (): Promise<Stage> => {
  TestBed.configureTestingModule({ providers: [{ provide: BrowserPush, useValue: browser }] });
  return Stage.set({ url: '/tickets/K7Q2-M9XD', path: 'tickets/:reference', component: Page, viewer: ann });
};
const device = (): PushDevice => TestBed.inject(PushDevice);

/** The server's side of switching it on. */
async function subscribes(stage: Stage): Promise<void> {
  await stage.settle();
  stage.backend.expectOne(PushPublicKeyDocument).flushData({ pushPublicKey: 'shop' });
  await stage.settle();
  const request = stage.backend.expectOne(SubscribeToPushDocument);
  expect(request.operation.variables).toEqual({ input: KEYS });
  request.flushData({ subscribeToPush: { __typename: 'SubscribeToPushPayload', ok: true } });
  await stage.settle();
}

async function flip(stage: Stage): Promise<void> {
  stage.field(SWITCH).click();
  await stage.settle();
}

describe('notifications of this device', () => {
  beforeEach(() => {
    localStorage.clear();
    browser = new FakePush();
  });

  it('ask for nothing on their own', async () => {
    const stage = await open();
    expect(browser.asked).toBe(0);
    expect(stage.text).not.toContain(OFFER);
    expect(stage.field(SWITCH).checked).toBe(false);
    stage.backend.verify();
  });

  it('are offered once an answer is to be expected, and switched on there', async () => {
    const stage = await open();
    device().invite();
    await stage.settle();
    expect(stage.text).toContain(OFFER);
    await stage.press('Turn on');
    await subscribes(stage);
    expect([browser.asked, browser.subscribedWith]).toEqual([1, ['shop']]);
    expect(stage.text).not.toContain(OFFER);
    expect(document.activeElement?.textContent).toContain('This device tells you of replies.');
    expect(stage.field(SWITCH).checked).toBe(true);
  });

  it('are not offered again to who does not want them', async () => {
    const stage = await open();
    device().invite();
    await stage.settle();
    await stage.press('Not now');
    expect(stage.text).not.toContain(OFFER);
    device().invite();
    await stage.settle();
    expect(stage.text).not.toContain(OFFER);
    expect(browser.asked).toBe(0);
  });

  it('are explained where the person has blocked them', async () => {
    browser.answer = 'denied';
    const stage = await open();
    await flip(stage);
    expect(stage.text).toContain('Notifications of this site are blocked in your browser.');
    stage.backend.verify();
  });

  it('stay off while the person has not said anything', async () => {
    browser.answer = 'default';
    const stage = await open();
    await flip(stage);
    expect(stage.field(SWITCH).checked).toBe(false);
    stage.backend.verify();
  });

  it('are explained where the browser can not', async () => {
    browser.isSupported = false;
    const stage = await open();
    expect(stage.text).toContain("This browser can't show notifications while this page is closed.");
  });

  it('stay off, with words, when the push service can not be reached', async () => {
    browser.failure = new DOMException('Registration failed', 'AbortError');
    const stage = await open();
    await flip(stage);
    stage.backend.expectOne(PushPublicKeyDocument).flushData({ pushPublicKey: 'shop' });
    await stage.settle();
    expect(stage.text).toContain('This browser could not reach its push service.');
    expect(stage.field(SWITCH).checked).toBe(false);
  });

  it('stay off, with words, when the server can not be reached', async () => {
    const stage = await open();
    await flip(stage);
    stage.backend.expectOne(PushPublicKeyDocument).networkError(new TypeError('Failed to fetch'));
    await stage.settle();
    expect(stage.text).toContain('We could not reach the server.');
    expect(stage.field(SWITCH).checked).toBe(false);
  });

  describe('once on', () => {
    let stage: Stage;

    beforeEach(async () => {
      browser.permission = 'granted';
      localStorage.setItem(`ccr:kept:push:${ann.id}`, 'true');
      stage = await open();
      await subscribes(stage);
    });

    it('are renewed with each visit, and with each new session', async () => {
      expect(stage.field(SWITCH).checked).toBe(true);
      TestBed.inject(SessionStore).renewed.next();
      await subscribes(stage);
    });

    it('are switched off', async () => {
      await flip(stage);
      const request = stage.backend.expectOne(UnsubscribeFromPushDocument);
      expect(request.operation.variables).toEqual({ input: { endpoint: KEYS.endpoint } });
      request.flushData({ unsubscribeFromPush: { __typename: 'UnsubscribeFromPushPayload', ok: true } });
      await stage.settle();
      expect([stage.field(SWITCH).checked, browser.subscribed]).toEqual([false, false]);
    });

    it.each([['left', false], ['expired', true]] as const)('end in the browser when the person has %s: %s', async (how, subscribed) => {
      TestBed.inject(SessionStore).ended.next(how);
      await stage.settle();
      expect(browser.subscribed).toBe(subscribed);
    });

    it('are not shown of what is on the screen', async () => {
      const answers: unknown[] = [];
      const port = { postMessage: (answer: unknown) => void answers.push(answer) } as Partial<MessagePort> as MessagePort;
      browser.say({ push: 'shows', path: '/tickets/K7Q2-M9XD' }, port);
      browser.say({ push: 'shows', path: '/tickets/AAAA-BBBB' }, port);
      expect(answers).toEqual([true, false]);
    });

    it('lead to what they are about', async () => {
      browser.say({ push: 'open', path: '/tickets/AAAA-BBBB' });
      await stage.settle();
      expect(TestBed.inject(Router).url).toBe('/tickets/AAAA-BBBB');
    });
  });
});
