import { mailKinds, mailSamples, sampleMail } from './mail-samples';
import { isAboutAccount, isNews, NEWS } from './notification.kinds';

const SENDER = { shopName: 'Example Shop', publicUrl: 'https://help.example.com', shopLogoUrl: null, shopColour: '#0b6b63' };

describe.each([...mailKinds])('%s', (kind) => {
  const mail = sampleMail(kind, SENDER);

  it('reads so', () => {
    expect(`${mail.subject}\n${mail.preheader}\n---\n${mail.text}`).toMatchSnapshot();
  });

  it('has one button, and the same words as HTML', () => {
    expect(mail.html.match(/<td\s+align="center" bgcolor/g)).toHaveLength(1);
    expect(mail.html).toContain(mail.preheader);
    expect(`${mail.text}${mail.html}`).not.toMatch(/undefined|\bnull\b|\[object|\{\{/);
  });

  it('names no address of the staff', () => {
    expect(`${mail.subject}${mail.text}${mail.html}`).not.toMatch(/gita\.mehta@|maya\.boss@/);
  });

  it('can be had no more, unless nobody can do without it', () => {
    expect([mail.unsubscribeUrl !== null, mail.text.includes('No more mail of this kind: https://help.example.com/unsubscribe/')]).toEqual([isNews(kind), isNews(kind)]);
  });
});

it('there is one of every kind that is mailed', () => {
  expect(mailKinds).toEqual(expect.arrayContaining(Object.keys(NEWS)));
  expect(mailKinds.filter(isAboutAccount)).toHaveLength(11);
  expect(new Set(mailKinds).size).toBe(mailKinds.length);
});

it('all mails about the ticket are one thread, with one subject', () => {
  const ticketMails = mailKinds.map((kind) => sampleMail(kind, SENDER)).filter(({ thread }) => thread !== null);
  expect(ticketMails).toHaveLength(12);
  expect(new Set(ticketMails.map(({ thread, subject }) => `${thread} ${subject}`))).toEqual(new Set(['ticket-sample [K7Q2-M9XD] Paid twice for one order']));
});

it('who shows them all asks by their names', () => {
  const { kinds, of } = mailSamples(SENDER);
  expect(kinds).toBe(mailKinds);
  expect(of('welcome')).toEqual(sampleMail('welcome', SENDER));
});
