/** A page that does not get to paint, because it is hidden or has failed, waits this long at most. */
const AT_MOST_MS = 1_500;

export interface EngineTurn {
  /** When the engine may start: it and the first frame would otherwise share the machine. */
  readonly turn: Promise<void>;
  /** The first rows are in the page; after the frame that shows them it is the engine's turn. */
  rowsAreIn(): void;
}

type Frames = Pick<Window, 'requestAnimationFrame' | 'setTimeout'>;

/** With rows to show at once, the engine waits for their frame; without, there is nothing to wait for. */
export function engineTurn(hasRows: boolean, frames: Frames): EngineTurn {
  let begin = (): void => {};
  const turn = new Promise<void>((resolve) => {
    begin = resolve;
  });
  if (hasRows) frames.setTimeout(begin, AT_MOST_MS);
  else begin();
  return {
    turn,
    // The first callback comes before that frame is painted, the second when it is on its way to the screen.
    rowsAreIn: () =>
      void frames.requestAnimationFrame(() => frames.requestAnimationFrame(() => frames.setTimeout(begin))),
  };
}
