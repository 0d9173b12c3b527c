import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { toProblem } from './problem';

const graphql = (code: string, message = 'said by the server', more: Record<string, unknown> = {}) =>
  new CombinedGraphQLErrors({ errors: [{ message, extensions: { code, ...more } }] });

const refused = (status: number, bodyText: string) =>
  new ServerError('refused', { response: { status } as Response, bodyText });

describe('toProblem', () => {
  it('says that the server can’t be reached, and that nothing is lost', () => {
    const problem = toProblem(new TypeError('Failed to fetch'));
    expect(problem.code).toBe('UNREACHABLE');
    expect(problem.message).toBe('We could not reach the server. What you wrote is kept.');
  });

  it('keeps a gateway’s failure apart from the server’s own', () => {
    expect(toProblem(refused(502, '<html>')).code).toBe('UNREACHABLE');
    expect(toProblem(refused(500, '<html>')).code).toBe('INTERNAL_SERVER_ERROR');
    expect(toProblem(refused(413, '')).message).toBe('This is too long to send. Shorten it and try again.');
  });

  it('finds GraphQL errors in the body of a refused request', () => {
    const body = JSON.stringify({ errors: [{ message: 'no', extensions: { code: 'RATE_LIMITED' } }] });
    expect(toProblem(refused(429, body)).code).toBe('RATE_LIMITED');
  });

  it('uses our words, not the server’s, where the code says it all', () => {
    expect(toProblem(graphql('CONFLICT', 'the ticket is RESOLVED')).message).toMatch(/^Someone changed this/);
    expect(toProblem(graphql('FORBIDDEN')).message).not.toContain('said by the server');
  });

  it('has the server’s reason for a conflict at hand, where it is written for people', () => {
    expect(toProblem(graphql('CONFLICT', 'There must be one admin.')).reason).toBe('There must be one admin.');
    expect(toProblem(graphql('CONFLICT', '')).reason).toMatch(/^Someone changed this/);
    expect(toProblem(graphql('FORBIDDEN')).reason).not.toContain('said by the server');
  });

  it('tells how the ticket stands that a conflict is about', () => {
    const ticket = { id: '1', status: 'OPEN', assigneeId: null, lastSeq: 4 };
    expect(toProblem(graphql('CONFLICT', 'x', { ticket })).ticket).toEqual(ticket);
    expect(toProblem(graphql('CONFLICT')).ticket).toBeNull();
  });

  it('passes the server’s words on bad input on, with each issue at its field', () => {
    const issues = [{ path: 'input.email', message: 'This address is in use.' }];
    const problem = toProblem(graphql('BAD_USER_INPUT', 'This address is in use.', { issues }));
    expect(problem.message).toBe('This address is in use.');
    expect(problem.issues).toEqual([{ field: 'email', message: 'This address is in use.' }]);
  });

  it.each([
    [1, 'a second'],
    [42, '42 seconds'],
    [60, 'a minute'],
    [200, '4 minutes'],
  ])('tells how long to wait: %d s', (retryAfterSeconds, words) => {
    expect(toProblem(graphql('RATE_LIMITED', '', { retryAfterSeconds })).message).toContain(`in ${words}.`);
  });

  it('gives the number of an internal error to pass on', () => {
    expect(toProblem(graphql('INTERNAL_SERVER_ERROR', '', { errorId: 'abc-1' })).message).toContain('abc-1');
  });

  it('has words for codes it has never heard of, and leaves a problem as it is', () => {
    const problem = toProblem(graphql('TEAPOT'));
    expect(problem.message).toBe('Something went wrong. Try again in a moment.');
    expect(toProblem(problem)).toBe(problem);
  });
});
