import { graphql, GraphQLEnumType, type GraphQLError, GraphQLInt, GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { pino } from 'pino';
import { badInput, OperationalError, UserError } from '../errors';
import { formatError } from './format-error';

const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });

/** Fails in the way that the field is named after. */
const schema = new GraphQLSchema({
  query: new GraphQLObjectType({
    name: 'Query',
    fields: {
      refused: { type: GraphQLString, resolve: () => { throw badInput('input.name', 'A name is needed.'); } },
      waiting: { type: GraphQLString, resolve: () => { throw new UserError('RATE_LIMITED', 'Wait.', { retryAfterSeconds: 7 }); } },
      bug: { type: GraphQLString, resolve: () => { throw new TypeError('secret'); } },
      away: { type: GraphQLString, resolve: () => { throw new OperationalError('secret'); } },
      nothing: { type: new GraphQLNonNull(GraphQLString), resolve: () => null },
      oddEnum: { type: new GraphQLEnumType({ name: 'Odd', values: { A: {} } }), resolve: () => 'secret' },
      oddNumber: { type: GraphQLInt, resolve: () => 'secret' },
      sized: { type: GraphQLString, args: { size: { type: new GraphQLNonNull(GraphQLInt), defaultValue: 1 } }, resolve: () => 'fine' },
    },
  }),
});

async function errorOf(source: string, variableValues: Record<string, unknown> = {}): Promise<ReturnType<typeof formatError>> {
  const { errors } = await graphql({ schema, source, variableValues });
  return formatError(errors?.[0] as GraphQLError, log);
}

describe('what a caller learns of an error', () => {
  beforeEach(() => void (lines.length = 0));

  it('is the message, the code and the details of what we refuse on purpose, and is not logged', async () => {
    expect(await errorOf('{ refused }')).toMatchObject({
      message: 'A name is needed.',
      path: ['refused'],
      extensions: { code: 'BAD_USER_INPUT', issues: [{ path: 'input.name', message: 'A name is needed.' }] },
    });
    expect((await errorOf('{ waiting }')).extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: 7 });
    expect(lines).toEqual([]);
  });

  it.each(['bug', 'away', 'nothing', 'oddEnum', 'oddNumber'])('is a number and nothing else when it is ours: %s', async (field) => {
    const { extensions, message } = await errorOf(`{ ${field} }`);
    expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', errorId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(message).not.toMatch(/secret|null/);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, errorId: extensions?.['errorId'], path: [field] });
  });

  it('is where an argument was wrong, found only when it was used', async () => {
    const { extensions } = await errorOf('query($n: Int = 1) { sized(size: $n) }', { n: null });
    expect(extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(lines).toEqual([]);
  });
});
