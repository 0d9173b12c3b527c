import { TestBed } from '@angular/core/testing';
import { Drafts } from './drafts';

describe('Drafts', () => {
  const blank = { subject: '', urgent: false, items: [] as string[] };
  let drafts: Drafts;

  beforeEach(() => (drafts = TestBed.inject(Drafts)));
  afterEach(() => jest.restoreAllMocks());

  it('gives back what was kept, and nothing once it is removed', () => {
    drafts.write('ann:new', { ...blank, subject: 'Paid twice' });
    expect(drafts.read('ann:new', blank).subject).toBe('Paid twice');
    drafts.remove('ann:new');
    expect(drafts.read('ann:new', blank)).toEqual(blank);
  });

  it('keeps the words of two people apart', () => {
    drafts.write('ann:new', { subject: 'Ann’s' });
    expect(drafts.read('ben:new', blank).subject).toBe('');
  });

  it('takes only what has the expected type, whatever an older version wrote', () => {
    drafts.write('k', { subject: 7, urgent: true, items: { 0: 'x' }, unknown: 1 });
    expect(drafts.read('k', blank)).toEqual({ subject: '', urgent: true, items: [] });
    localStorage.setItem('ccr:draft:k', '{broken');
    expect(drafts.read('k', blank)).toEqual(blank);
  });

  it('lets people go on typing when the storage is full', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(() => drafts.write('k', blank)).not.toThrow();
  });
});
