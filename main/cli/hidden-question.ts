import type { ReadStream } from 'node:tty';

const ENTER = new Set(['\r', '\n', '\u0004']);
const BACKSPACE = new Set(['\u007f', '\b']);
const CTRL_C = '\u0003';

/** Reads one line from the terminal without showing it. Null when Ctrl-C ends it. */
export function readHidden(input: ReadStream, write: (text: string) => void, question: string): Promise<string | null> {
  return new Promise((resolve) => {
    let typed = '';
    const finish = (answer: string | null): void => {
      input.off('data', onData);
      input.setRawMode(false);
      input.pause();
      write('\n');
      resolve(answer);
    };
    const onData = (chunk: Buffer | string): void => {
      for (const key of chunk.toString()) {
        if (ENTER.has(key) || key === CTRL_C) {
          finish(key === CTRL_C ? null : typed);
          return;
        }
        typed = BACKSPACE.has(key) ? typed.slice(0, -1) : typed + key;
      }
    };
    write(question);
    input.setRawMode(true);
    input.resume();
    input.on('data', onData);
  });
}
