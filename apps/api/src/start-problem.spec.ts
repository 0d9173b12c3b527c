import { QueryFailedError } from 'typeorm';
import { startProblem } from './start-problem';

describe('why the server could not start', () => {
  it('is a sentence where the reason is a usual one', () => {
    expect(startProblem(Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 80 }))).toBe('Port 80 is taken. Stop the other program, or set PORT to another one.');
  });

  it('is the error and where it came from otherwise, without what a database repeats of what people wrote', () => {
    const driverError = Object.assign(new Error("Duplicate entry 'ann@example.com' for key 'ux_users_email'"), { sql: "INSERT 'a hash'", code: 'ER_DUP_ENTRY' });
    const error = new QueryFailedError('INSERT INTO users VALUES (?, ?)', ['ann@example.com', 'a hash'], driverError);
    for (const one of [error, new Error('Outside', { cause: error })]) {
      const told = startProblem(one);
      expect(told).toContain("Duplicate entry [secret] for key 'ux_users_email'");
      expect(told).toContain('start-problem.spec.ts');
      expect(told).not.toMatch(/ann@example|a hash/);
    }
  });

  it('is said of what is no error, too', () => {
    expect([startProblem('stopped'), startProblem(undefined)]).toEqual(['stopped', 'undefined']);
  });
});
