import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConfigError, loadConfig, readConfig } from '.';

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://help.example.com',
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
      publicUrl: 'http://localhost:4000',
      dataDir: resolve('.data'),
      database: { kind: 'embedded', file: resolve('.data/ccr.sqlite') },
      redisUrl: null,
      mail: {
        from: { name: 'Customer Care Registry', email: 'help@localhost' },
        sendGridApiKey: null,
        sendGridBaseUrl: 'https://api.sendgrid.com/',
        folder: resolve('.data/mail'),
      },
      initialAdmin: { email: 'admin@example.com', password: null },
      logLevel: 'info',
      webRoot: resolve('dist/apps/web/browser'),
      shopName: 'Customer Care Registry',
    });
  });

  it('is the same as one of empty values', () => {
    expect(loadConfig({ PORT: '', REDIS_URL: '', SENDGRID_API_KEY: '', SHOP_NAME: '' })).toEqual(loadConfig({}));
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
    expect(read({ TRUST_PROXY: '10.0.0.0/8, ::1,' }).trustedProxies).toEqual(['10.0.0.0/8', '::1']);
    expect(read({ PUBLIC_URL: 'https://Help.Example.com/' }).publicUrl).toBe('https://help.example.com');
    expect(read({ DATABASE_URL: 'data/shop.db' }).database).toEqual({ kind: 'embedded', file: resolve('data/shop.db') });
    expect(read({ MAIL_FROM: '"Shop, Ltd" <a@b.example>' }).mail.from).toEqual({ name: 'Shop, Ltd', email: 'a@b.example' });
    expect(read({ SENDGRID_BASE_URL: 'https://api.eu.sendgrid.com' }).mail.sendGridBaseUrl).toBe('https://api.eu.sendgrid.com/');
    expect(read({ REDIS_URL: 'rediss://u:p@cache.example:6380/1' }).redisUrl).toBe('rediss://u:p@cache.example:6380/1');
    expect(read({ INITIAL_ADMIN_PASSWORD: ' 8 chars' }).initialAdmin.password).toBe(' 8 chars');
    const url = 'mysql://ccr:p%23ss@db.example:3306/ccr';
    expect(read({ DATABASE_URL: url }).database).toEqual({ kind: 'mysql', url });
  });

  it.each([
    ['NODE_ENV', ['prod', 'Production', 'staging']],
    ['PORT', ['-1', '65536', '4000.5', '0x10', 'http', ' 80', '100000']],
    ['TRUST_PROXY', ['true', '10.0.0.0/33', '::1/129', '10.0.0.1/8/8', 'proxy.example', '10.0.0.1 10.0.0.2']],
    ['HOST', ['localhost:4000', 'http://localhost', 'a b']],
    ['PUBLIC_URL', ['help.example.com', 'ftp://a.example', 'https://a.example/help', 'https://a.example?x', 'https://a.example/#', 'https://u:p@a.example']],
    ['DATABASE_URL', ['postgres://u:p@h/db', 'mysql://u:p@h', 'mysql://h/', 'mysql:///db', 'mysql://u:p#x@h/db', 'mysql://u:p@h:port/db', 'mysql://u:p@h/db#x']],
    ['REDIS_URL', ['http://cache', 'redis://', 'cache:6379']],
    ['SENDGRID_API_KEY', ['two words', 'line\nbreak', 'schlüssel']],
    ['SENDGRID_BASE_URL', ['api.sendgrid.com', 'file:///etc', 'https://a.example/?x=1']],
    ['MAIL_FROM', ['Shop', 'Shop <help>', 'Shop help@example.com', 'A\r\nBcc: x@y.example <a@b.example>', 'a@b@c', 'Shop <a@b.example> x']],
    ['INITIAL_ADMIN_EMAIL', ['admin', 'admin@', `${'a'.repeat(250)}@example.com`]],
    ['INITIAL_ADMIN_PASSWORD', ['1234567', 'x'.repeat(129)]],
    ['LOG_LEVEL', ['verbose', 'INFO']],
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
    const names = ['DATABASE_URL', 'REDIS_URL', 'SENDGRID_API_KEY', 'INITIAL_ADMIN_PASSWORD', 'PUBLIC_URL', 'PORT'];
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

  it('refuses to start without the address, the mail key and the sender, and says so in one go', () => {
    const problems = problemsOf({ NODE_ENV: 'production' });
    expect(problems.map((text) => text.split(' ')[0])).toEqual(['PUBLIC_URL', 'SENDGRID_API_KEY', 'MAIL_FROM']);
    expect(problems.join()).toContain('without it customers get no mail');
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
    expect(problemsOf({ NODE_ENV_FILE: file('env', 'production') })).toHaveLength(3);
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
