import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { FormControl } from '@angular/forms';
import { PasswordStrength } from './password-strength';

@Component({
  imports: [PasswordStrength],
  template: `<ccr-password-strength [control]="control" [about]="about()" />`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly control = new FormControl('', { nonNullable: true });
  readonly about = signal<readonly string[]>([]);
}

const patience = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 400));

async function words(fixture: ComponentFixture<Host>, password: string): Promise<string> {
  fixture.componentInstance.control.setValue(password);
  await patience();
  await fixture.whenStable();
  return (fixture.nativeElement as HTMLElement).textContent?.trim() ?? '';
}

describe('PasswordStrength', () => {
  let fixture: ComponentFixture<Host>;

  beforeEach(async () => {
    // The list of common passwords takes its time the first time; here it is not what is looked at.
    await import('./strength');
    fixture = TestBed.createComponent(Host);
    await fixture.whenStable();
  });

  it.each([
    ['password1', 'Too easy to guess'],
    ['X4$kq', 'Too easy to guess'],
    ['monkeysun7', 'Could be better'],
    ['rivermonkey9', 'Good'],
    ['violet harbour onions seldom', 'Strong'],
  ])('says of “%s”: %s', async (password, expected) => expect(await words(fixture, password)).toBe(expected));

  it('says nothing while nothing is typed', async () => {
    await words(fixture, 'password1');
    expect(await words(fixture, '')).toBe('');
  });

  it('knows that one’s own name is tried first, also when it is typed last', async () => {
    expect(await words(fixture, 'wilhelminabrandt')).not.toBe('Too easy to guess');
    fixture.componentInstance.about.set(['Wilhelmina Brandt', 'w@example.com']);
    await fixture.whenStable();
    expect(await words(fixture, 'wilhelminabrandt')).toBe('Too easy to guess');
  });
});
