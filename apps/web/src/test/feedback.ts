import { asha, type ann } from './data';

const AT = '2026-03-01T10:00:00.000Z';

interface FeedbackChange {
  readonly answer?: string | null;
  readonly done?: boolean;
}

/** What someone told the admins; Asha answers. */
export const said = (id: string, author: typeof ann, body: string, { answer = null, done = false }: FeedbackChange = {}) => ({
  __typename: 'Feedback' as const,
  id,
  body,
  createdAt: AT,
  answer,
  answeredAt: answer === null ? null : AT,
  answeredBy: answer === null ? null : asha,
  done,
  author,
});
