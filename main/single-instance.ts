import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { App, BrowserWindow } from 'electron';

/** The browser profile of one workspace below the program's own folder: same folder, same name. */
export const profileFolder = (userData: string, workspace: string): string =>
  join(userData, 'workspaces', createHash('sha256').update(resolve(workspace)).digest('hex').slice(0, 16));

/**
 * Before `ready`: gives the workspace a profile of its own and takes the profile's lock. False when this workspace has a
 * window already; that window comes to the front.
 */
export function claimWorkspace(app: App, workspace: string, windowOf: () => BrowserWindow | null): boolean {
  const chosen = app.commandLine.getSwitchValue('user-data-dir');
  app.setPath('userData', profileFolder(chosen === '' ? app.getPath('userData') : chosen, workspace));
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', () => {
    const window = windowOf();
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.focus();
  });
  return true;
}
