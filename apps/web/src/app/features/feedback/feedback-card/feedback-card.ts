import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { FeedbackFieldsFragment } from '#graphql';
import { TimeAgo } from '../../../ui';

/** What someone said about the help desk, and the answer. What can be done with it is projected. */
@Component({
  selector: 'ccr-feedback-card',
  imports: [TimeAgo],
  templateUrl: './feedback-card.html',
  styleUrl: './feedback-card.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class FeedbackCard {
  readonly feedback = input.required<FeedbackFieldsFragment>();
  readonly isOwn = input(false);
}
