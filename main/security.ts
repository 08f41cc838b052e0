import { type App, type Session, shell, type WebContents } from 'electron';
import { urlOf } from '../engine/core/index.ts';
import { mayOpen } from './links.ts';
import { APP_ORIGIN } from './protocol.ts';

/** The one place from which a link leaves the workbench. What is not on the list is not opened. */
function openOutside(link: string): void {
  if (mayOpen(link)) void shell.openExternal(link);
}

function lockDown(contents: WebContents): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (urlOf(event.url)?.href.startsWith(`${APP_ORIGIN}/`)) return;
    event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Denies every permission a page could ask for, devices, and downloads but of a file the page itself made. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // Electron asks the person where such a file goes.
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${APP_ORIGIN}/`)) event.preventDefault();
  });
}

/** Before `ready`: locks every page down as it is made, and puts every process in the sandbox unless the machine can not. */
export function secureApp(app: App): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_event, contents) => lockDown(contents));
}
