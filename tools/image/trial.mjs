/** Has a started image do what people would have it do. Each trial throws with a sentence on what is wrong. */
import WebSocket from 'ws';

const READY_WITHIN_MS = 60_000;
const SIGN_IN = 'mutation($input: SignInInput!) { signIn(input: $input) { viewer { name role } } }';

const insist = (isTrue, sentence) => {
  if (!isTrue) throw new Error(sentence);
};

/** By the health check of the image itself. */
export const becomesHealthy = async (image, server, check) => {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const { code } = await image.run(check);
    if (code === 0) return;
    insist(server.exitCode === null && server.signalCode === null, `The server ended:\n${server.output}`);
    insist(Date.now() < deadline, `The server is not healthy after ${READY_WITHIN_MS / 1000} s:\n${server.output}`);
    await new Promise((resolve) => void setTimeout(resolve, 100));
  }
};

export const servesTheWebApp = async (origin) => {
  const page = await fetch(origin, { headers: { accept: 'text/html' } });
  const html = await page.text();
  insist(page.status === 200 && html.includes('<ccr-root'), `/ answers ${page.status}, and not the web app`);
  const [, script] = /<script[^>]* src="([^"]+)"/.exec(html) ?? [];
  insist(script, 'The page names no script');
  const answer = await fetch(new URL(script, `${origin}/`), { headers: { 'accept-encoding': 'br' } });
  insist(answer.status === 200 && answer.headers.get('content-encoding') === 'br', `${script} answers ${answer.status}, not compressed`);
};

export const letsTheAdminIn = async (origin, { email, password }) => {
  const body = JSON.stringify({ query: SIGN_IN, variables: { input: { email, password } } });
  const answer = await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const { data, errors } = await answer.json();
  insist(data?.signIn?.viewer?.role === 'ADMIN', `Signing in answers ${JSON.stringify(errors ?? data)}`);
};

export const takesSockets = (origin) =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.once('message', (text) => {
      socket.close();
      if (JSON.parse(text).type === 'connection_ack') resolve();
      else reject(new Error(`A socket is answered ${text}`));
    });
    socket.once('error', reject);
  });

export const hasTheCommands = async (image) => {
  const { code, output } = await image.run(['ccr', 'help']);
  insist(code === 0 && output.includes('migrate'), `ccr help ends with exit code ${code}:\n${output}`);
};

export const stopsWhenTold = async (server) => {
  server.kill('SIGTERM');
  const { code, output } = await server.ended;
  insist(code === 0, `After SIGTERM the exit code is ${code}:\n${output}`);
};
