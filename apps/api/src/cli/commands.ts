import { backupCommand } from './backup';
import type { Command } from './command';
import { createAdminCommand } from './create-admin';
import { doctorCommand } from './doctor';
import { exportCommand } from './export';
import { importCommand } from './import';
import { migrateCommand } from './migrate';
import { moveCommand } from './move';
import { resetSecondFactorCommand } from './reset-second-factor';
import { restoreCommand } from './restore';

/** Every command, in the order in which they are listed. */
export const COMMANDS: readonly Command[] = [
  doctorCommand,
  migrateCommand,
  createAdminCommand,
  resetSecondFactorCommand,
  backupCommand,
  restoreCommand,
  moveCommand,
  exportCommand,
  importCommand,
];
