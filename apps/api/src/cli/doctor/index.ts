import { parseArgs } from 'node:util';
import { type Config, ConfigError } from '../../platform/config';
import { type Command, type CommandContext, say } from '../command';
import { checkDatabase, checkReplicas } from './database-check';
import { about, type Finding } from './finding';
import { checkMail } from './mail-check';
import { checkDataDir, checkPublicUrl, checkSecretKey } from './place-check';
import { checkRedis } from './redis-check';

const { ok, problem } = about('Settings');

async function look(config: Config, context: CommandContext): Promise<Finding[]> {
  const found = await Promise.all([
    checkDataDir(config),
    checkSecretKey(config),
    checkPublicUrl(config),
    checkDatabase(config, context),
    checkReplicas(config),
    checkRedis(config.redisUrl, context),
    checkMail(config),
  ]);
  return [ok(config.production ? 'complete, for production' : 'complete, but not for production: NODE_ENV is not production'), ...found.flat()];
}

async function examine(context: CommandContext): Promise<Finding[]> {
  let config: Config;
  try {
    config = context.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((text) => problem(text)); // nothing else can be looked at
  }
  return look(config, context);
}

function conclusion(findings: readonly Finding[]): string {
  const [problems, warnings] = (['problem', 'warning'] as const).map((level) => findings.filter((finding) => finding.level === level).length);
  if (problems) return `${problems === 1 ? '1 problem' : `${problems} problems`} to solve.`;
  return warnings ? 'No problem; see whether the warnings are meant so.' : 'Everything is fine.';
}

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'Looks whether the server has what it needs, and says what to do',
  usage: [
    'ccr doctor',
    '',
    'Looks at settings, data folder, database, Redis, mail and clocks; changes nothing and sends nothing.',
    'Ends with 1 when there is a problem.',
  ].join('\n'),
  run: async (args, context) => {
    parseArgs({ args, options: {} });
    const findings = await examine(context);
    for (const { level, about: thing, says } of findings) say(context.stdout, `${level.padEnd(9)}${thing.padEnd(13)}${says}`);
    say(context.stdout, `\n${conclusion(findings)}`);
    return findings.some(({ level }) => level === 'problem') ? 1 : 0;
  },
};
