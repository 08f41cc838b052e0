import type { Progress } from '../../engine/contract/index.ts';
import type { Cli } from './cli.ts';

const CLEAR = '\r\u001b[2K';

const percent = (fraction: number | null): string =>
  fraction === null
    ? ''
    : `${Math.floor(fraction * 100)
        .toString()
        .padStart(3)} %  `;

/** Shows the latest progress on one line of standard error, for a person; `done` wipes it. */
export function progressLine(cli: Cli): { show(progress: Progress): void; done(): void } {
  return {
    show: ({ fraction, message }) => {
      if (cli.watched) cli.err(`${CLEAR}${percent(fraction)}${message}`);
    },
    done: () => {
      if (cli.watched) cli.err(CLEAR);
    },
  };
}
