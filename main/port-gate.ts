import { type IpcMainEvent, ipcMain, type MessagePortMain, type WebContents } from 'electron';
import { PORT_CHANNEL } from '../engine/core/port-channel.ts';
import { APP_ORIGIN } from './protocol.ts';

/** Only the window's own top frame, showing the workbench's own page, may bring exactly one port and nothing else. */
function isOurPage(event: IpcMainEvent, contents: WebContents, message: unknown): boolean {
  const frame = event.senderFrame;
  return (
    event.sender === contents &&
    frame !== null &&
    frame === contents.mainFrame &&
    frame.origin === APP_ORIGIN &&
    event.ports.length === 1 &&
    message === null
  );
}

/** Calls `onPort` with each port our page brings; any other port is closed. Ends with the page. */
export function admitPorts(contents: WebContents, onPort: (port: MessagePortMain) => void): void {
  const receive = (event: IpcMainEvent, message: unknown): void => {
    const [port] = event.ports;
    if (port !== undefined && isOurPage(event, contents, message)) onPort(port);
    else for (const refused of event.ports) refused.close();
  };
  ipcMain.on(PORT_CHANNEL, receive);
  contents.once('destroyed', () => ipcMain.off(PORT_CHANNEL, receive));
}
