import { REASON, type Sender, type Words } from './mail-words';

/** Tells someone that their feedback has an answer, which they read signed in. */
export const feedbackAnswered = ({ publicUrl }: Sender): Words => ({
  subject: 'Your feedback has an answer',
  preheader: 'Thank you for telling us what you think.',
  heading: 'Your feedback has an answer',
  body: ['You told us what you think of our help desk. We have read it and answered you.'],
  action: { label: 'Read the answer', url: `${publicUrl}/feedback` },
  footer: REASON,
});
