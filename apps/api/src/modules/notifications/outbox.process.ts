import 'reflect-metadata';
import { pino } from 'pino';
import { SecretKey } from '../../platform/auth';
import { readConfig } from '../../platform/config';
import { Database } from '../../platform/database';
import { EventRow } from '../../platform/events';
import { SendGridTransport } from '../../platform/mail/sendgrid.transport';
import { accountEntities, SecurityLog } from '../accounts';
import { ticketEntities } from '../tickets';
import { topicEntities } from '../topics';
import { BlockedAddresses } from './deliveries/blocked-addresses';
import { MailCarrier } from './mail.carrier';
import { MailWriter } from './mail-writer';
import { Outbox } from './outbox';
import { notificationEntities } from '.';

/** Short, so that one that gets no answer holds up no spec. */
const TIMEOUT_MS = 500;

/** For specs: two outboxes of one server, in a process that can be killed. Its parent says what time it is. */
async function main(): Promise<void> {
  const config = readConfig();
  const entities = [EventRow, ...accountEntities, ...topicEntities, ...ticketEntities, ...notificationEntities];
  const database = await Database.open(config.database, { entities, migrations: [] });
  let time = new Date(process.argv[2] ?? '');
  const clock = { now: (): Date => time };
  const transport = new SendGridTransport({ from: config.mail.from, apiKey: config.mail.sendGridApiKey ?? '', baseUrl: config.mail.sendGridBaseUrl, timeoutMs: TIMEOUT_MS });
  const writer = new MailWriter(database, new SecretKey('s'.repeat(32)), config);
  const carrier = new MailCarrier(writer, transport, new BlockedAddresses(database, new SecurityLog(database, clock)), true);
  const boxes = [1, 2].map(() => new Outbox(database, carrier, clock, pino({ level: 'error' }), () => undefined));
  process.on('message', (now: string) => {
    time = new Date(now);
    boxes.forEach((box) => box.nudge());
  });
  boxes.forEach((box) => box.start());
}

void main();
