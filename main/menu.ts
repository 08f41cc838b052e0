import { Menu, type MenuItemConstructorOptions } from 'electron';

const isMac = process.platform === 'darwin';

const edit: MenuItemConstructorOptions = { role: 'editMenu' };

const view: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ],
};

const program: MenuItemConstructorOptions = isMac
  ? { role: 'appMenu' }
  : { label: 'File', submenu: [{ role: 'quit', label: 'Quit' }] };

/** The few entries the system expects; everything of the workbench is in its own palette. No developer tools, no reload. */
export const setMenu = (): void => Menu.setApplicationMenu(Menu.buildFromTemplate([program, edit, view]));
