// Shows what the shop tells while no page is open, and opens the place it is about. It keeps nothing and answers no
// request of the pages.

/** How long a page that has the focus may take to say what it shows. */
const ANSWER_WITHIN = 500;

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Whether the page shows that place already. One that does not answer does not. */
function shows(client, path) {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data === true);
    setTimeout(() => resolve(false), ANSWER_WITHIN);
    client.postMessage({ push: 'shows', path }, [port2]);
  });
}

async function tell({ id, title, body, path, tag }) {
  const inFront = (await windows()).filter(({ focused }) => focused);
  const seen = await Promise.all(inFront.map((client) => shows(client, path)));
  if (seen.includes(true)) return;
  await self.registration.showNotification(title, { body, tag, data: { id, path } });
}

async function open(path) {
  const [client] = (await windows()).sort((one, other) => Number(other.focused) - Number(one.focused));
  if (!client) return self.clients.openWindow(path);
  client.postMessage({ push: 'open', path });
  return client.focus();
}

self.addEventListener('push', (event) => event.waitUntil(tell(event.data.json())));

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});
