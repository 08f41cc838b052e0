import { BrowserWindow, nativeTheme } from 'electron';
import { PAGE_PREFERENCES } from './page-preferences.ts';
import { APP_ORIGIN } from './protocol.ts';

/** The page's own background in each theme, so that nothing flashes before the first paint. */
const BACKGROUND = { light: '#f6f7f9', dark: '#0f1218' } as const;

/** The workbench's window, loading at once and shown when its first frame is painted. */
export function openWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    show: false,
    title: 'Growth Workbench',
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: { ...PAGE_PREFERENCES, preload },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
}
