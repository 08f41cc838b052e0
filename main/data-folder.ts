import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of this user for the workbench's own data: XDG on Linux, the system's place elsewhere. */
export function dataFolder(environment: Environment, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'growth-workbench');
  if (platform === 'win32') return join(environment.LOCALAPPDATA ?? homedir(), 'growth-workbench');
  const xdg = environment.XDG_DATA_HOME;
  return join(xdg === undefined || xdg === '' ? join(homedir(), '.local', 'share') : xdg, 'growth-workbench');
}

/** Where the sample workspace of this user is. */
export const sampleFolder = (environment: Environment, platform: NodeJS.Platform): string =>
  join(dataFolder(environment, platform), 'sample');
