import { ChangeDetectionStrategy, Component } from '@angular/core';
import { gita } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import type { MessageEntry } from '../timeline';
import { MessageBubble } from './message-bubble';
import { SwipeToReply } from './swipe-to-reply';

const ENTRY: MessageEntry = {
  type: 'message', key: '1', id: '1', author: 'Gita', isMine: false, goesOn: false, kind: 'REPLY', body: '**Hello**', html: null,
  automatic: false, at: '2026-03-01T10:00:00.000Z', sending: null, replyTo: null, isRead: false, isDelivered: false, isCustomers: false,
};
let shown = ENTRY;
let canAnswer = true;
let swiped = 0;

@Component({
  imports: [MessageBubble, SwipeToReply],
  template: `<ccr-message-bubble [message]="message" [ccrSwipeToReply]="canAnswer" (swiped)="count()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  protected readonly message = shown;
  protected readonly canAnswer = canAnswer;

  protected count(): void {
    swiped++;
  }
}

const show = (change: Partial<MessageEntry>): Promise<Stage> => {
  shown = { ...ENTRY, ...change };
  return Stage.set({ url: '/page', path: 'page', component: Page, viewer: gita });
};
const body = (stage: Stage): HTMLElement => stage.page.querySelector('.body') as HTMLElement;

describe('MessageBubble', () => {
  // Angular tells of what it takes out.
  beforeAll(() => void jest.spyOn(console, 'warn').mockImplementation());
  afterAll(() => void jest.restoreAllMocks());

  it('shows what was typed until the server has rendered it', async () => {
    expect(body(await show({})).textContent).toBe('**Hello**');
  });

  it('shows what the server has rendered, with links that lead out of here', async () => {
    const link = '<a href="https://shop.test" rel="noopener noreferrer nofollow" target="_blank">shop</a>';
    const html = `<p><strong>Hello</strong> <em>you</em> <s>not</s> <code>x</code><br>${link}</p><ol start="3"><li>three</li></ol><blockquote><p>said</p></blockquote><pre><code>y</code></pre>`;
    expect(body(await show({ html })).innerHTML).toBe(html);
  });

  it.each([
    '<script>window.hit = 1</script>',
    '<img src=x onerror="window.hit = 1">',
    '<svg onload="window.hit = 1"></svg>',
    '<iframe srcdoc="<script>parent.hit = 1</script>"></iframe>',
    '<a href="javascript:window.hit = 1">x</a>',
    '<a href="JaVaScRiPt:window.hit = 1">x</a>',
    '<form action="javascript:window.hit = 1"><button>x</button></form>',
    '<p style="background: url(javascript:window.hit = 1)" onclick="window.hit = 1">x</p>',
    '<style>* { display: none }</style>',
    '<object data="javascript:window.hit = 1"></object>',
    '<math><mi xlink:href="javascript:window.hit = 1">x</mi></math>',
    '<template><img src=x onerror="window.hit = 1"></template>',
  ])('runs nothing, whatever comes: %j', async (html) => {
    const stage = await show({ html: `<p>before</p>${html}` });
    const all = [...body(stage).querySelectorAll('*')];
    expect(all.filter(({ localName }) => /script|iframe|object|style|form|template|svg|math/.test(localName))).toEqual([]);
    const attributes = all.flatMap((one) => [...one.attributes]);
    expect(attributes.filter(({ name, value }) => /^on|style/.test(name) || /^javascript:/i.test(value))).toEqual([]);
    expect(body(stage).textContent).toContain('before');
    expect((window as { hit?: number }).hit).toBeUndefined();
  });

  it('says that nobody wrote an automatic answer just now', async () => {
    const stage = await show({ automatic: true, author: 'Automatic answer' });
    expect(stage.page.querySelector('.author')?.textContent?.trim()).toBe('Automatic answer');
  });

  describe('pushed with a finger', () => {
    const push = async (to: readonly [number, number][], more: Record<string, unknown> = {}, end = 'pointerup'): Promise<Stage> => {
      const stage = await show({});
      const bubble = stage.page.querySelector('ccr-message-bubble') as HTMLElement;
      const fire = (type: string, x: number, y: number): void => {
        const values = { pointerType: 'touch', isPrimary: true, pointerId: 1, clientX: x, clientY: y, ...more };
        bubble.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), values));
      };
      fire('pointerdown', 100, 100);
      for (const [x, y] of to) fire('pointermove', x, y);
      fire(end, 0, 0);
      await stage.settle();
      return stage;
    };
    beforeEach(() => {
      swiped = 0;
      canAnswer = true;
    });

    it('to the right is answered, once', async () => {
      await push([[130, 104], [190, 110]]);
      expect(swiped).toBe(1);
    });

    it.each([
      ['not far enough', [[150, 100]], {}, 'pointerup'],
      ['and back again', [[190, 100], [110, 100]], {}, 'pointerup'],
      ['to the left', [[20, 100]], {}, 'pointerup'],
      ['up or down', [[105, 140], [190, 200]], {}, 'pointerup'],
      ['and taken over by the browser', [[190, 100]], {}, 'pointercancel'],
      ['with a mouse', [[190, 100]], { pointerType: 'mouse' }, 'pointerup'],
    ] as const)('%s it is not', async (_what, to, more, end) => {
      await push(to as unknown as [number, number][], more, end);
      expect(swiped).toBe(0);
    });

    it('it is not where one may not answer', async () => {
      canAnswer = false;
      await push([[190, 100]]);
      expect(swiped).toBe(0);
    });
  });
});
