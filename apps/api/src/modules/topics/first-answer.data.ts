import { allRows, type Database } from '../../platform/database';
import type { PersonalDataSource } from '../accounts';
import { Topic } from './topic.entity';

/** The first answers that an admin has set. They are the shop's, and stay. */
export const firstAnswerData = (database: Database): PersonalDataSource => ({
  name: 'firstAnswers',
  of: async ({ id }) => {
    const answers: object[] = [];
    for await (const { name, firstAnswer } of allRows(database, Topic, { firstAnswerById: id })) answers.push({ topic: name, firstAnswer });
    return answers;
  },
});
