import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, loadConfig, readConfig } from '.';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
  SECRET_KEY: 'x'.repeat(32),
  SENDGRID_API_KEY: 'SG.a-key',
  MAIL_FROM: 'Example Shop <help@example.com>',
};

/** Every problem that loadConfig finds in `env`; none means that it is accepted. */
function problemsOf(env: NodeJS.ProcessEnv): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('an empty environment', () => {
  it('is enough to start with', () => {
    expect(loadConfig({})).toEqual({
      production: false,
      port: 4000,
      host: '127.0.0.1',
      trustedProxies: [],
      privateTargets: [],
      publicUrl: 'http://localhost:4000',
      secretKey: null,
      costPerMinute: 100_000,
      dataDir: resolve('.data'),
      database: { kind: 'embedded', file: resolve('.data/ccr.sqlite') },
      migrateOnStart: true,
      redisUrl: null,
      replicaUrls: [],
      mail: {
        from: { name: 'Customer Care Registry', email: 'help@localhost' },
        sendGridApiKey: null,
        sendGridBaseUrl: 'https://api.sendgrid.com/',
        sendGridWebhookKey: null,
        smtpUrl: null,
        folder: resolve('.data/mail'),
      },
      sms: null,
      initialAdmin: { email: 'admin@example.com', password: null },
      logLevel: 'info',
      drainSeconds: 0,
      shutdownSeconds: 25,
      tracing: null,
      metricsToken: null,
      webRoot: resolve('dist/apps/web/browser'),
      shopName: 'Customer Care Registry',
      shopLogoUrl: null,
      shopColour: '#0b6b63',
    });
  });

  it('is the same as one of empty values', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '', SENDGRID_API_KEY: '', SHOP_NAME: '' })).toEqual(loadConfig({}));
  });
});

describe('the time to stop in', () => {
  it('is longer than the part of it that is for draining', () => {
    expect(loadConfig({ DRAIN_SECONDS: '5', SHUTDOWN_SECONDS: '21' })).toMatchObject({ drainSeconds: 5, shutdownSeconds: 21 });
    expect(problemsOf({ DRAIN_SECONDS: '25' })).toEqual(['SHUTDOWN_SECONDS must be more than DRAIN_SECONDS, which is a part of it.']);
  });
});

describe('readConfig', () => {
  it('reads the environment of the process', () => {
    const before = process.env['SHOP_NAME'];
    process.env['SHOP_NAME'] = 'The Parcel Shop';
    try {
      expect(readConfig().shopName).toBe('The Parcel Shop');
    } finally {
      if (before === undefined) delete process.env['SHOP_NAME'];
      else process.env['SHOP_NAME'] = before;
    }
  });
});

describe('what follows from other settings', () => {
  it('puts the database file and the mailbox into DATA_DIR', () => {
    const config = loadConfig({ DATA_DIR: '/srv/ccr' });
    expect(config.database).toEqual({ kind: 'embedded', file: '/srv/ccr/ccr.sqlite' });
    expect(config.mail.folder).toBe('/srv/ccr/mail');
  });

  it('makes PUBLIC_URL from PORT', () => {
    expect(loadConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  it('sends mail under the name of the shop when MAIL_FROM has no name', () => {
    const config = loadConfig({ MAIL_FROM: 'help@example.com', SHOP_NAME: 'The Parcel Shop' });
    expect(config.mail.from).toEqual({ name: 'The Parcel Shop', email: 'help@example.com' });
  });
});

describe('values', () => {
  const read = (env: NodeJS.ProcessEnv) => loadConfig(env);

  it('come out in the form that the code uses', () => {
    expect(read({ PORT: '0' }).port).toBe(0);
    expect([read({}), read({ MIGRATE_ON_START: 'false' })].map(({ migrateOnStart }) => migrateOnStart)).toEqual([true, false]);
    expect(read({ COST_PER_MINUTE: '5000' }).costPerMinute).toBe(5_000);
    expect(read({ DRAIN_SECONDS: '0.5' }).drainSeconds).toBe(0.5);
    expect(read({ TRUST_PROXY: '10.0.0.0/8, ::1,' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(read({ PUBLIC_URL: 'https://Help.Example.com/' }).publicUrl).toBe('https://help.example.com');
    expect(read({ DATABASE_URL: 'data/shop.db' }).database).toEqual({ kind: 'embedded', file: resolve('data/shop.db') });
    expect(read({ MAIL_FROM: '"Shop, Ltd" <a@b.example>' }).mail.from).toEqual({ name: 'Shop, Ltd', email: 'a@b.example' });
    expect(read({ SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' }).mail.sendGridBaseUrl).toBe('https://api.eu.sendgrid.com/');
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey;
    const base64 = key.export({ type: 'spki', format: 'der' }).toString('base64');
    for (const text of [base64, String(key.export({ type: 'spki', format: 'pem' }))]) expect(read({ SENDGRID_WEBHOOK_KEY: text }).mail.sendGridWebhookKey).toBe(base64);
    expect(read({ REDIS_URL: 'rediss://u:p@cache.example:6380/1' }).redisUrl).toBe('rediss://u:p@cache.example:6380/1');
    expect(read({ INITIAL_ADMIN_PASSWORD: ' 8 chars' }).initialAdmin.password).toBe(' 8 chars');
    const url = 'mysql://ccr:p%23ss@db.example:3306/ccr';
    expect(read({ DATABASE_URL: url }).database).toEqual({ kind: 'mysql', url });
  });

  it.each([
    ['NODE_ENV', ['prod', 'Production', 'staging']],
    ['PORT', ['-1', '65536', '4000.5', '0x10', 'http', ' 80', '100000']],
    ['PRIVATE_TARGETS', ['localhost', '10.0.0.0/33']],
    ['SENDGRID_WEBHOOK_KEY', ['key', 'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=']], // the second is no P-256
    ['TRUST_PROXY', ['true', '10.0.0.0/33', '::1/129', '10.0.0.1/8/8', 'proxy.example', '10.0.0.1 10.0.0.2']],
    ['SECRET_KEY', ['x'.repeat(31), 'x'.repeat(1_001)]],
    ['COST_PER_MINUTE', ['4999', '0', '-5000', '1e6', 'many', '1000000001']],
    ['HOST', ['localhost:4000', 'http://localhost', 'a b']],
    ['PUBLIC_URL', ['help.example.com', 'ftp://a.example', 'https://a.example/help', 'https://a.example?x', 'https://a.example/#', 'https://u:p@a.example']],
    ['DATABASE_REPLICA_URLS', ['data/shop.db', 'mysql://u:p@h/db,', 'mysql://u:p@h/db,postgres://u:p@h/db']],
    ['DATABASE_URL', ['postgres://u:p@h/db', 'mysql://u:p@h', 'mysql://h/', 'mysql:///db', 'mysql://u:p#x@h/db', 'mysql://u:p@h:port/db', 'mysql://u:p@h/db#x']],
    ['REDIS_URL', ['http://cache', 'redis://', 'cache:6379']],
    ['SENDGRID_API_KEY', ['two words', 'line\nbreak', 'schlüssel']],
    ['SENDGRID_BASE_URL', ['api.sendgrid.com', 'file:///etc', 'https://a.example/?x=1']],
    ['SMTP_URL', ['mail.example.com', 'http://mail.example.com', 'smtp://', 'smtp://mail.example.com/path', 'smtp://mail.example.com?pool=true']],
    ['MAIL_FROM', ['Shop', 'Shop <help>', 'Shop help@example.com', 'A\r\nBcc: x@y.example <a@b.example>', 'a@b@c', 'Shop <a@b.example> x']],
    ['TWILIO_BASE_URL', ['api.twilio.com', 'https://api.twilio.com/?x=1']],
    ['INITIAL_ADMIN_EMAIL', ['admin', 'admin@', `${'a'.repeat(250)}@example.com`]],
    ['INITIAL_ADMIN_PASSWORD', ['1234567', 'x'.repeat(129)]],
    ['LOG_LEVEL', ['verbose', 'INFO']],
    ['MIGRATE_ON_START', ['yes', 'False', '1']],
    ['DRAIN_SECONDS', ['-1', '601', '5s', '1e1', '.5', 'soon']],
    ['SHUTDOWN_SECONDS', ['0', '0.9', '3601']],
    ['SHOP_LOGO_URL', ['logo.png', 'http://shop.example/logo.png', 'data:image/png;base64,AA', 'https://u:p@shop.example/logo.png']],
    ['SHOP_COLOUR', ['teal', '#fff', '0b6b63', '#0b6b6', '#0b6b63;background:red']],
    ['SHOP_NAME', ['   ', 'two\nlines', 'x'.repeat(101)]],
  ])('%s is refused in a sentence when it is wrong', (name, wrong) => {
    for (const value of wrong)
      expect({ value, problems: problemsOf({ [name]: value }) }).toEqual({
        value,
        problems: [expect.stringMatching(new RegExp(`^${name} must .*\\.$`))],
      });
  });

  it('are all checked, and every problem is told at once', () => {
    const problems = problemsOf({ PORT: 'x', LOG_LEVEL: 'x', REDIS_URL: 'x', MAIL_FROM: 'x' });
    expect(problems.map((text) => text.split(' ')[0])).toEqual(['PORT', 'LOG_LEVEL', 'REDIS_URL', 'MAIL_FROM']);
    expect(() => loadConfig({ PORT: 'x', LOG_LEVEL: 'x' })).toThrow(/PORT must [^]*LOG_LEVEL must /);
  });

  it('are never repeated in a problem', () => {
    const names = ['SECRET_KEY', 'DATABASE_URL', 'REDIS_URL', 'SENDGRID_API_KEY', 'INITIAL_ADMIN_PASSWORD', 'PUBLIC_URL', 'PORT'];
    const env = Object.fromEntries(names.map((name) => [name, 'x://s3 #?']));
    env['INITIAL_ADMIN_PASSWORD'] = 's3';
    const problems = problemsOf(env);
    expect(problems).toHaveLength(names.length);
    expect(problems.join()).not.toContain('s3');
  });
});

describe('production', () => {
  it('accepts what it needs, and nothing more is asked', () => {
    expect(loadConfig(PRODUCTION)).toMatchObject({ production: true, publicUrl: 'https://help.example.com' });
  });

  it('refuses to start without the address, the secret, the mail key and the sender, and says so in one go', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    expect(problems.map((text) => text.split(' ')[0])).toEqual(['PUBLIC_URL', 'SECRET_KEY', 'MAIL_FROM', 'SENDGRID_API_KEY']);
    expect(problems.join()).toContain('SENDGRID_API_KEY or SMTP_URL must be set');
    expect(problems.join()).toContain('customers get no mail');
  });

  it('takes a mail server for SendGrid, and not both', () => {
    const both = { ...PRODUCTION, SMTP_URL: 'smtps://u:p@mail.example.com' };
    expect(loadConfig({ ...both, SENDGRID_API_KEY: '' }).mail).toMatchObject({ sendGridApiKey: null, smtpUrl: 'smtps://u:p@mail.example.com' });
    expect(problemsOf(both)).toEqual([expect.stringMatching(/^SENDGRID_API_KEY and SMTP_URL are both set: choose one/)]);
    expect(problemsOf({ SENDGRID_API_KEY: 'SG.key', SMTP_URL: 'smtp://mail.example.com' })).toHaveLength(1);
  });

  it('alone insists on https', () => {
    expect(loadConfig({ PUBLIC_URL: 'http://192.168.1.5:4000' }).publicUrl).toBe('http://192.168.1.5:4000');
  });

  it('refuses http, except on this machine', () => {
    const withUrl = (url: string) => problemsOf({ ...PRODUCTION, PUBLIC_URL: url });
    expect(withUrl('http://help.example.com')).toEqual([expect.stringMatching(/^PUBLIC_URL must start with https/)]);
    expect(withUrl('http://localhost.example.com')).toHaveLength(1);
    for (const host of ['localhost', '127.0.0.1:4000', '[::1]:4000']) expect(withUrl(`http://${host}`)).toEqual([]);
  });
});

describe('text messages', () => {
  const ALL = { TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`, TWILIO_AUTH_TOKEN: 'a-token', TWILIO_FROM: '+15005550006' };

  it('are sent with all of the settings of Twilio', () => {
    const sms = { accountSid: ALL.TWILIO_ACCOUNT_SID, authToken: 'a-token', from: '+15005550006', baseUrl: 'https://api.twilio.com/' };
    expect(loadConfig(ALL).sms).toEqual(sms);
    const service = `MG${'a'.repeat(32)}`;
    expect(loadConfig({ ...ALL, TWILIO_FROM: service }).sms).toEqual({ ...sms, from: service });
    expect(loadConfig({ TWILIO_BASE_URL: 'http://127.0.0.1:4100' }).sms).toBeNull();
  });

  it.each([
    ['TWILIO_ACCOUNT_SID', ['AC', `SK${'0'.repeat(32)}`, `AC${'g'.repeat(32)}`]],
    ['TWILIO_AUTH_TOKEN', ['two words']],
    ['TWILIO_FROM', ['015005550006', '+1 500 555 0006', `PN${'0'.repeat(32)}`, 'Shop']],
  ])('are a problem when %s is wrong', (name, wrong) => {
    for (const value of wrong) expect(problemsOf({ ...ALL, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} must .*\\.$`))]);
  });

  it.each(['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'TWILIO_FROM'])('are a problem without %s alone', (missing) => {
    expect(problemsOf({ ...ALL, [missing]: '' })).toEqual([
      `${missing} must be set too: text messages need TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM.`,
    ]);
    expect(problemsOf({ [missing]: ALL[missing as keyof typeof ALL] })).toHaveLength(2);
  });
});

describe('NAME_FILE', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ccr-config-'));
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true }));

  it('gives the value without the line break at its end', () => {
    expect(loadConfig({ PORT_FILE: file('port', '5000\n') }).port).toBe(5000);
    const password = file('password', 'pass phrase \r\n');
    expect(loadConfig({ INITIAL_ADMIN_PASSWORD_FILE: password }).initialAdmin.password).toBe('pass phrase ');
  });

  it('satisfies production', () => {
    const key = file('key', 'SG.from-a-file\n');
    const config = loadConfig({ ...PRODUCTION, SENDGRID_API_KEY: '', SENDGRID_API_KEY_FILE: key });
    expect(config.mail.sendGridApiKey).toBe('SG.from-a-file');
  });

  it('can switch production on', () => {
    expect(problemsOf({ NODE_ENV_FILE: file('env', 'production') })).toHaveLength(4);
  });

  it('is checked like the value itself', () => {
    expect(problemsOf({ PORT_FILE: file('bad', 'abc') })).toEqual([expect.stringMatching(/^PORT must/)]);
  });

  it('must be readable, must not be empty, and must not stand beside the value', () => {
    const secret = 'SG.put-in-the-wrong-variable';
    const problems = problemsOf({
      ...PRODUCTION,
      SENDGRID_API_KEY: undefined,
      SENDGRID_API_KEY_FILE: secret,
      REDIS_URL_FILE: file('empty', '\n'),
      PORT: '1',
      PORT_FILE: file('port', '2'),
    });
    expect(problems).toEqual([
      'PORT and PORT_FILE are both set: remove one of them.',
      'REDIS_URL_FILE names an empty file: write the value into it.',
      expect.stringMatching(/^SENDGRID_API_KEY_FILE names a file that can't be read \(ENOENT\)/),
    ]);
    expect(problems.join()).not.toContain(secret);
  });
});
