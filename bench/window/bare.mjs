// The least an Electron program can do: one window with an empty page, shown when its first frame is painted.
import { app, BrowserWindow } from 'electron';

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => {
    window.show();
    process.stdout.write(`shown ${Date.now()}\n`, () => app.exit(0));
  });
  window.loadURL('data:text/html,<title>bare</title>');
});
