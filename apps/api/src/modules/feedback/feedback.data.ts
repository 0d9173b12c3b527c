import { In } from 'typeorm';
import { allRows, type Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { Ticket } from '../tickets';
import { Feedback } from './feedback.entity';
import { Rating } from './rating.entity';

const AT_ONCE = 100;

/** What someone has told the admins, and what came back. Like conversations it stays when they are erased, by nobody in particular. */
const sent = (database: Database): PersonalDataSource => ({
  name: 'feedback',
  of: async ({ id }) => {
    const rows: object[] = [];
    for await (const { createdAt, body, answer, answeredAt, done } of allRows(database, Feedback, { authorId: id })) {
      rows.push({ at: createdAt, body, answer, answeredAt, done });
    }
    return rows;
  },
});

/** What an admin has answered; what they answered to is its author's. */
const answered = (database: Database): PersonalDataSource => ({
  name: 'answeredFeedback',
  of: async ({ id }) => {
    const rows: object[] = [];
    for await (const { answer, answeredAt } of allRows(database, Feedback, { answeredById: id })) rows.push({ at: answeredAt, answer });
    return rows;
  },
});

/** What a customer gave the help on their tickets. */
const ratings = (database: Database): PersonalDataSource => ({
  name: 'ratings',
  of: async ({ id }) => {
    const given: object[] = [];
    let some: Ticket[] = [];
    for await (const ticket of allRows(database, Ticket, { customerId: id })) {
      some.push(ticket);
      if (some.length < AT_ONCE) continue;
      given.push(...(await ratingsOf(database, some)));
      some = [];
    }
    return [...given, ...(await ratingsOf(database, some))];
  },
});

async function ratingsOf(database: Database, tickets: readonly Ticket[]): Promise<object[]> {
  const rows = await database.repository(Rating).findBy({ ticketId: In(tickets.map(({ id }) => id)) });
  const references = new Map(tickets.map(({ id, reference }) => [id, reference]));
  return rows.map(({ ticketId, score, comment, createdAt, updatedAt }) => {
    return { ticket: references.get(ticketId), score, comment, createdAt, updatedAt };
  });
}

/** What ratings and feedback hold on people. */
export const feedbackData = (database: Database): PersonalDataSource[] => [sent(database), answered(database), ratings(database)];
