import { ChangeDetectionStrategy, Component, viewChild } from '@angular/core';
import { CannedRepliesDocument } from '#graphql/canned-replies';
import { gita } from '../../../../test/data';
import { Stage } from '../../../../test/stage';
import { Composer, type Written } from './composer';

const sent: Written[] = [];
let composer: Composer;
let withCanned = true;

@Component({
  imports: [Composer],
  template: `<ccr-composer draftKey="draft" [canReply]="true" [canNote]="true" [occasion]="occasion" (send)="keep($event)" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Page {
  private readonly child = viewChild.required(Composer);
  protected readonly occasion = withCanned
    ? { customer: { name: 'Ann Rao' }, agent: { name: 'Gita Mehta' }, ticket: { reference: 'K7Q2-M9XD', subject: 'Paid twice' } }
    : null;

  constructor() {
    setTimeout(() => (composer = this.child()));
  }

  protected keep(written: Written): void {
    sent.push(written);
  }
}

const reply = (id: string, title: string, shortcut: string, body: string, shared = false) => ({
  __typename: 'CannedReply' as const, id, title, shortcut, body, shared,
});
const REPLIES = [
  reply('1', 'Refund on its way', 'refund', 'Dear {{customer.firstName}},\nthe money for {{ticket.reference}} is back.'),
  reply('2', 'Hello', 'hi', 'Good day {{customer.name}}, I am {{agent.name}}.', true),
  reply('3', 'A replacement', 'sent-replacement', 'It is on its way.'),
];

const open = (): Promise<Stage> => Stage.set({ url: '/page', path: 'page', component: Page, viewer: gita });
const box = (stage: Stage): HTMLTextAreaElement => stage.page.querySelector('textarea') as HTMLTextAreaElement;

async function key(stage: Stage, init: KeyboardEventInit): Promise<boolean> {
  const isLeft = box(stage).dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  await stage.settle();
  return !isLeft;
}

async function type(stage: Stage, text: string, caret = text.length): Promise<void> {
  const field = box(stage);
  field.focus();
  field.value = text;
  field.setSelectionRange(caret, caret);
  field.dispatchEvent(new Event('input'));
  await stage.settle();
}

async function select(stage: Stage, text: string, start: number, end: number): Promise<void> {
  await type(stage, text);
  box(stage).setSelectionRange(start, end);
}

/** With the list open and its replies there. */
async function lookFor(stage: Stage, text: string): Promise<void> {
  await type(stage, text);
  stage.backend.expectOne(CannedRepliesDocument).flushData({ cannedReplies: REPLIES });
  await stage.settle();
}

const options = (stage: Stage): string[] => [...stage.page.querySelectorAll('[role=option] strong')].map((one) => one.textContent ?? '');
const active = (stage: Stage): string | undefined => {
  const id = box(stage).getAttribute('aria-activedescendant');
  return stage.page.querySelector(`#${id} strong`)?.textContent ?? undefined;
};

describe('Composer', () => {
  beforeEach(() => {
    sent.length = 0;
    withCanned = true;
  });

  describe('says for whom it is', () => {
    it('a reply, or a note that only colleagues see, and keeps what is written', async () => {
      const stage = await open();
      expect(stage.text).toContain('The customer sees this');
      await type(stage, 'Some words');
      await stage.press('Note');
      expect(stage.page.querySelector('ccr-composer')?.classList).toContain('note');
      expect(stage.text).toContain('Only colleagues see this');
      expect(stage.field('Write a note').value).toBe('Some words');
      await stage.press('Add note');
      expect(sent).toEqual([{ body: 'Some words', kind: 'NOTE', replyTo: null }]);
    });

    it('by what the page asks for', async () => {
      const stage = await open();
      composer.focusNote();
      await stage.settle();
      expect(document.activeElement).toBe(stage.field('Write a note'));
      composer.focusReply();
      await stage.settle();
      expect(document.activeElement).toBe(stage.field('Write a message'));
    });
  });

  describe('formats', () => {
    it.each([
      ['b', 'a **bold** word'],
      ['i', 'a *bold* word'],
    ])('with Ctrl and ⌘ and %s, and takes it back', async (letter, text) => {
      const stage = await open();
      await select(stage, 'a bold word', 2, 6);
      expect(await key(stage, { key: letter, ctrlKey: true })).toBe(true);
      expect(box(stage).value).toBe(text);
      expect(box(stage).value.slice(box(stage).selectionStart, box(stage).selectionEnd)).toBe('bold');
      await key(stage, { key: letter, metaKey: true });
      expect(box(stage).value).toBe('a bold word');
    });

    it('lines as a list, and takes it back', async () => {
      const stage = await open();
      await select(stage, 'before\none\ntwo\nafter', 8, 12);
      await key(stage, { key: '*', code: 'Digit8', ctrlKey: true, shiftKey: true });
      expect(box(stage).value).toBe('before\n- one\n- two\nafter');
      box(stage).setSelectionRange(8, 16);
      await key(stage, { key: '*', code: 'Digit8', ctrlKey: true, shiftKey: true });
      expect(box(stage).value).toBe('before\none\ntwo\nafter');
    });

    it('with buttons too, which say how else', async () => {
      const stage = await open();
      const toggle = stage.field('Formatting');
      toggle.click();
      await stage.settle();
      expect(toggle.getAttribute('aria-expanded')).toBe('true');
      await select(stage, 'word', 0, 4);
      stage.field('Bold').click();
      await stage.settle();
      expect(box(stage).value).toBe('**word**');
      expect(stage.text).toContain('~~struck out~~');
    });
  });

  describe('offers canned replies', () => {
    it('after a slash at the start of a word, the best fit first, and fills the chosen one', async () => {
      const stage = await open();
      await lookFor(stage, 'Hello /re');
      expect(options(stage)).toEqual(['Refund on its way', 'A replacement']);
      expect(active(stage)).toBe('Refund on its way');
      expect(await key(stage, { key: 'Enter' })).toBe(true);
      expect(box(stage).value).toBe('Hello Dear Ann,\nthe money for K7Q2-M9XD is back.');
      expect(box(stage).selectionStart).toBe(box(stage).value.length);
      expect(options(stage)).toEqual([]);
      expect(document.activeElement).toBe(box(stage));
      expect(sent).toEqual([]);
    });

    it('by title, whatever is behind the caret', async () => {
      const stage = await open();
      await type(stage, '/hel – and more', 4);
      stage.backend.expectOne(CannedRepliesDocument).flushData({ cannedReplies: REPLIES });
      await stage.settle();
      await key(stage, { key: 'Tab' });
      expect(box(stage).value).toBe('Good day Ann Rao, I am Gita Mehta. – and more');
    });

    it('to go through with the arrows, round and round', async () => {
      const stage = await open();
      await lookFor(stage, '/');
      expect(options(stage)).toEqual(['A replacement', 'Hello', 'Refund on its way']);
      const seen: (string | undefined)[] = [];
      for (const arrow of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) {
        await key(stage, { key: arrow });
        seen.push(active(stage));
      }
      expect(seen).toEqual(['Hello', 'Refund on its way', 'A replacement', 'Refund on its way']);
      expect(stage.page.querySelectorAll('[aria-selected=true]')).toHaveLength(1);
      expect(stage.text).toContain('3 canned replies');
    });

    it('with a click, also for a note', async () => {
      const stage = await open();
      await stage.press('Note');
      await lookFor(stage, '/rep');
      stage.page.querySelector<HTMLElement>('[role=option]')?.click();
      await stage.settle();
      expect(stage.field('Write a note').value).toBe('It is on its way.');
    });

    it('until Esc says that it is just a slash', async () => {
      const stage = await open();
      await lookFor(stage, '/re');
      expect(await key(stage, { key: 'Escape' })).toBe(true);
      expect(options(stage)).toEqual([]);
      await type(stage, '/ref');
      expect(options(stage)).toEqual([]);
      expect(box(stage).value).toBe('/ref');
      await type(stage, '/ref and /ref');
      expect(options(stage)).toEqual(['Refund on its way']);
    });

    it.each(['and/or', 'https://shop.test', 'a / b', '/etc/passwd'])('not in %j', async (text) => {
      const stage = await open();
      await type(stage, text);
      expect(stage.page.querySelector('[role=listbox]')).toBeNull();
      stage.backend.expectNone(CannedRepliesDocument);
    });

    it('and says when none fits; Enter is then a new line', async () => {
      const stage = await open();
      await lookFor(stage, '/xyz');
      expect(stage.text).toContain('No canned reply fits');
      expect(await key(stage, { key: 'Enter' })).toBe(false);
    });

    it('and says when they could not be loaded', async () => {
      const stage = await open();
      await type(stage, '/');
      expect(stage.text).toContain('Loading…');
      stage.backend.expectOne(CannedRepliesDocument).networkError(new TypeError('Failed to fetch'));
      await stage.settle();
      expect(stage.text).toContain('We could not reach the server.');
    });

    it('to nobody else', async () => {
      withCanned = false;
      const stage = await open();
      await type(stage, '/re');
      stage.backend.expectNone(CannedRepliesDocument);
    });
  });

  it('sends with Ctrl and ⌘ and Enter, and leaves the field with Esc', async () => {
    const stage = await open();
    await type(stage, 'One');
    await key(stage, { key: 'Enter', ctrlKey: true });
    await type(stage, 'Two');
    await key(stage, { key: 'Enter', metaKey: true });
    expect(sent.map(({ body }) => body)).toEqual(['One', 'Two']);
    await type(stage, 'Kept');
    await key(stage, { key: 'Escape' });
    expect(document.activeElement).not.toBe(box(stage));
    expect(box(stage).value).toBe('Kept');
  });

  it('leaves keys alone while a character is being composed', async () => {
    const stage = await open();
    await lookFor(stage, '/re');
    expect(await key(stage, { key: 'Enter', isComposing: true })).toBe(false);
    expect(box(stage).value).toBe('/re');
  });
});
