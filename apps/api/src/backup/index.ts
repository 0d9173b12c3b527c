export { readBackupFile, writeBackup, writeBackupFile } from './backup-file';
export { type BackupHeader, type BackupPart, BackupProblem } from './backup-format';
export { withDesk } from './connect';
export { move } from './move';
export { readDatabase } from './read-database';
export { restore, verify } from './restore';
export { secretFingerprint } from './secret-fingerprint';
export type { Cell, Connection } from './connection';
