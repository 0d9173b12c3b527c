import { parseEnv } from 'node:util';
import { loadConfig, printEnvExample } from '.';
import { SETTINGS, type Setting } from './settings';

const example = printEnvExample();
const switchedOn = example.replace(/^#(?=[A-Z_]+=)/gm, '');

describe('.env.example', () => {
  it('changes nothing as it stands', () => {
    expect(parseEnv(example)).toEqual({});
  });

  it('yields the defaults when every line is switched on', () => {
    const env = parseEnv(switchedOn);
    expect(Object.keys(env).sort()).toEqual(Object.keys(SETTINGS).sort());
    expect(loadConfig(env)).toEqual(loadConfig({}));
  });

  it('quotes what a shell would take apart', () => {
    expect(example).toContain('#MAIL_FROM="Customer Care Registry <help@localhost>"\n');
  });

  it('describes every setting right above it, in lines that fit a screen', () => {
    for (const name of Object.keys(SETTINGS)) expect(example).toMatch(new RegExp(`^# .+\\.\n#${name}=`, 'm'));
    expect(Math.max(...example.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('shows how to keep each secret out of the environment', () => {
    const words = example.replace(/\n# /g, ' ');
    const secrets = Object.entries<Setting>(SETTINGS).flatMap(([name, { secret }]) => (secret ? [name] : []));
    expect(secrets).toEqual(expect.arrayContaining(['SECRET_KEY', 'SENDGRID_API_KEY', 'SMTP_URL', 'INITIAL_ADMIN_PASSWORD', 'DATABASE_URL', 'REDIS_URL']));
    for (const name of secrets)
      expect(words).toContain(`Keep it secret, best in a file of its own: ${name}_FILE.`);
    expect(words.match(/Keep it secret/g)).toHaveLength(secrets.length);
  });
});
