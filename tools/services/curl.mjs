/** Makes sure of curl, with which a spec runs the commands of docs/api.md as they stand. Throws Missing with the way to get it. */
import { aptCommand, aptInstall } from './apt.mjs';
import { Missing } from './missing.mjs';
import { onPath } from './on-path.mjs';

const PACKAGES = ['curl', 'ca-certificates'];

export const ensureCurl = async () => {
  if (onPath('curl')) return;
  const { output } = await aptInstall(PACKAGES);
  if (onPath('curl')) return;
  throw new Missing(
    `${output}The API's specs run the commands of docs/api.md, which need curl, and none was found on the PATH.\n` +
      `Get it with: ${aptCommand(PACKAGES)}   (Debian, Ubuntu)`,
  );
};
