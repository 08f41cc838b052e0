import { PORT_REQUEST } from '../../engine/core/port-channel.ts';

/**
 * Asks for the line to the engine: makes a channel and, after `turn`, hands one end to the preload, which forwards it to
 * the main process and does nothing else. What is sent before the other end listens is kept by the channel.
 */
export function openPort(turn: Promise<void>): MessagePort {
  const { port1, port2 } = new MessageChannel();
  void turn.then(() => window.postMessage(PORT_REQUEST, window.location.origin, [port2]));
  port1.start();
  return port1;
}
