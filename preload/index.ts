import { ipcRenderer } from 'electron';
import { PORT_CHANNEL, PORT_REQUEST } from '../engine/core/port-channel.ts';

/**
 * Hands the page's end of one message channel to the main process, and does nothing else: the page gets no object, no
 * function and no data from here.
 */
const hand = (event: MessageEvent<unknown>): void => {
  if (event.source !== window || event.origin !== location.origin || event.data !== PORT_REQUEST) return;
  const [port] = event.ports;
  if (port === undefined) return;
  window.removeEventListener('message', hand);
  ipcRenderer.postMessage(PORT_CHANNEL, null, [port]);
};

window.addEventListener('message', hand);
