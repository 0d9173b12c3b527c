import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import PostalMime from 'postal-mime';
import type { Html } from './html';
import { listMails, readMail } from './mailbox.files';
import { listPage, mailPage, missingPage } from './mailbox.pages';

const MOST_LISTED = 200;

const headersFor = (pictures: readonly string[]): Record<string, string> => ({
  // Inline styles for the mails, which are shown in a frame that inherits this policy. Nothing else is ever loaded.
  'content-security-policy':
    `default-src 'none'; style-src 'unsafe-inline'; img-src ${pictures.join(' ')}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
});

/**
 * Whether a browser on this machine asks for this machine. The peer alone is not enough: a foreign page whose name
 * was made to point here (DNS rebinding) would come from here too, but with its own name in the Host header.
 */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  const loopback = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/.test(socket.remoteAddress ?? '');
  const named = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i.test(headers.host ?? '');
  const forwarded = 'forwarded' in headers || 'x-forwarded-for' in headers; // by a proxy on this machine, for others
  return loopback && named && !forwarded;
}

/**
 * Shows the mails that were kept in `folder`: GET /mailbox and GET /mailbox/:id, to this machine only; others get a
 * 404. Their pictures are loaded from `pictures`, sources as a Content-Security-Policy names them. Not for production:
 * whoever reads the mails can take over every account.
 */
export function registerMailbox(app: FastifyInstance, folder: string, pictures: readonly string[]): void {
  const headers = headersFor(pictures);
  const show = (reply: FastifyReply, page: Html, status = 200): FastifyReply =>
    reply.code(status).headers(headers).type('text/html; charset=utf-8').send(page.markup);

  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) =>
      isFromThisMachine(request) ? undefined : reply.code(404).type('text/plain').send('Not found'),
    );

    scope.get('/mailbox', async (_request, reply) => {
      const kept = await listMails(folder);
      const listed = await Promise.all(
        kept.slice(0, MOST_LISTED).map(async ({ id, keptAt }) => ({ id, keptAt, mail: await parse(folder, id) })),
      );
      return show(reply, listPage(listed, kept.length));
    });

    scope.get<{ Params: { id: string } }>('/mailbox/:id', async ({ params }, reply) => {
      const mail = await parse(folder, params.id);
      return mail ? show(reply, mailPage(mail)) : show(reply, missingPage(), 404);
    });
  });
}

async function parse(folder: string, id: string): Promise<PostalMime.Email | null> {
  const content = await readMail(folder, id);
  return content && PostalMime.parse(content);
}
