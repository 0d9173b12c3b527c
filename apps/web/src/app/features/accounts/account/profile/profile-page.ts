import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButton } from '@angular/material/button';
import { LANGUAGES, LIMITS } from '@ccr/domain';
import { ProblemNote } from '../../../../ui';
import { Field, FieldControl, worded } from '../../../../ui/form';
import { SessionStore } from '../../session.store';
import { AccountStore } from '../account.store';
import { Submission } from '../../forms/submission';
import { EmailSection } from './email-section';
import { MobileSection } from './mobile-section';
import { timeZones, zoneOfDevice } from './time-zones';

const languageNames = new Intl.DisplayNames(['en'], { type: 'language' });

/** Who one is, and how times are written for one. */
@Component({
  selector: 'ccr-profile-page',
  imports: [EmailSection, Field, FieldControl, MatButton, MobileSection, ProblemNote, ReactiveFormsModule],
  templateUrl: './profile-page.html',
  styleUrl: '../section.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ProfilePage {
  private readonly store = inject(AccountStore);
  // What it is when the page opens; from then on the form holds what the person wants.
  private readonly viewer = inject(SessionStore).viewer();

  protected readonly limits = LIMITS;
  protected readonly languages = LANGUAGES.map((tag) => ({ tag, name: languageNames.of(tag) }));
  protected readonly zones = timeZones(this.viewer?.timeZone ?? null);
  protected readonly deviceZone = zoneOfDevice().replaceAll('_', ' ');
  protected readonly saved = signal('');
  protected readonly form = new FormGroup({
    name: new FormControl(this.viewer?.name ?? '', { nonNullable: true, validators: worded.required('Enter your name.') }),
    mobile: new FormControl(this.viewer?.mobile ?? '', { nonNullable: true }),
    language: new FormControl(this.viewer?.language ?? '', { nonNullable: true }),
    timeZone: new FormControl(this.viewer?.timeZone ?? '', { nonNullable: true }),
  });
  protected readonly submission = new Submission(this.form);

  constructor() {
    this.form.valueChanges.pipe(takeUntilDestroyed()).subscribe(() => this.saved.set(''));
  }

  protected async save(): Promise<void> {
    this.saved.set('');
    await this.submission.send(async () => {
      const { name, mobile, language, timeZone } = this.form.getRawValue();
      await this.store.updateProfile({
        name: name.trim(),
        mobile: mobile.trim() || null,
        language: language || null,
        timeZone: timeZone || null,
      });
      this.saved.set('Saved');
    });
  }
}
