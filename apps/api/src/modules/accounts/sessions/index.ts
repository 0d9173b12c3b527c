import { Worker } from '../../../platform/queue';
import { type AccountsCore, HOUR, type Part } from '../core';
import type { SecondFactorCheck } from '../second-factor/second-factor-check';
import { Housekeeping } from './housekeeping';
import { KnownDevice } from './known-device.entity';
import { OwnSessions } from './own-sessions';
import { OwnSessionsResolver } from './own-sessions.resolver';
import { Session } from './session.entity';
import { SessionResolver } from './session.resolver';
import { SignInService } from './sign-in.service';
import { SignInReports } from './sign-in-reports';

export const sessionEntities = [Session, KnownDevice];
export const sessionResolvers = [SessionResolver, OwnSessionsResolver] as const;

/** Signing in and out, and what is signed in. */
export function createSessions(core: AccountsCore, secondFactor: SecondFactorCheck): Part {
  const { platform, accounts, sessions, security, entrance, throttle } = core;
  const { database, clock, log } = platform;
  const signIns = new SignInService(platform, { ...core, secondFactor }, {
    perAccount: core.signInsPerAccount,
    perPerson: throttle('sign-in-person', 10, HOUR / 4),
    perNetwork: throttle('sign-in-address', 100, HOUR / 4),
    work: throttle('sign-in-work', 300, HOUR / 4),
  });
  const ownSessions = new OwnSessions(database, sessions, security, clock);
  const reports = new SignInReports(platform, core, throttle('report-sign-in', 30, HOUR));
  const housekeeping = new Housekeeping(database, clock);
  return {
    resolvers: [
      new SessionResolver(accounts, signIns, entrance, ownSessions, reports, throttle('sign-up', 60, HOUR)),
      new OwnSessionsResolver(ownSessions),
    ],
    workers: [new Worker('housekeeping', () => housekeeping.clear(), log, HOUR * 1_000)],
  };
}
