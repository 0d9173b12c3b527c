import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Title } from '@angular/platform-browser';
import { BellStore } from '../features/notifications';
import { CountedTitle } from './page-title';

it('says in front of every title how much is new', () => {
  const unread = signal(0);
  TestBed.configureTestingModule({ providers: [{ provide: Title, useExisting: CountedTitle }, { provide: BellStore, useValue: { unread } }] });
  document.title = 'Customer Care Registry';
  const title = TestBed.inject(Title);
  unread.set(1);
  TestBed.tick();
  expect(document.title).toBe('Customer Care Registry'); // no page is there yet
  const counted: string[] = [];
  title.setTitle('My tickets · Shop');
  for (const count of [1, 3, 100, 0]) {
    unread.set(count);
    TestBed.tick();
    counted.push(document.title);
  }
  expect(counted).toEqual(['(1) My tickets · Shop', '(3) My tickets · Shop', '(99+) My tickets · Shop', 'My tickets · Shop']);
  unread.set(2);
  title.setTitle('Account · Shop');
  expect(document.title).toBe('(2) Account · Shop');
});
