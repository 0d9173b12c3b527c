/** How the benches ask a server, and what that costs it. */
import { readFileSync } from 'node:fs';

const TICKS_PER_SECOND = 100;

/** A customer of every server that is measured. */
export const ANN = { email: 'ann@example.com', password: 'correct horse battery' };

/** Resolves to { data, cookies }; throws when anything was refused. `server` is { origin, cookie }. */
export const ask = async ({ origin, cookie }, query, variables) => {
  const headers = { 'content-type': 'application/json', ...(cookie && { cookie }) };
  const response = await fetch(`${origin}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return { data, cookies: response.headers.getSetCookie().map((line) => line.split(';')[0]) };
};

/** Signs Ann up; `server.cookie` is her session from now on. */
export const signUp = async (server) => {
  const input = { name: 'Ann', ...ANN };
  const { cookies } = await ask(server, 'mutation ($input: SignUpInput!) { signUp(input: $input) { viewer { id } } }', { input });
  server.cookie = cookies.join('; ');
};

/** The operation that raises one ticket. */
export const raise = (number) => `mutation { createTicket(input: { subject: "Parcel ${number}", description: "Where?" }) { ticket { id reference } } }`;

/** Seconds of CPU time that a process has used (Linux). */
export const cpuOf = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
};

export const middle = (numbers) => [...numbers].sort((a, b) => a - b)[numbers.length >> 1];
