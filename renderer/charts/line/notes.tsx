import { fitText } from '../axis/text-width.ts';
import type { LineLayout } from './layout.ts';
import classes from './line.module.css';
import type { LineNote } from './series.ts';
import { spanOf, type View } from './view.ts';

interface NoteLinesProps {
  readonly notes: readonly LineNote[];
  readonly layout: LineLayout;
  readonly view: View;
  /** Pixels of the strip at a place of the axis. */
  readonly x: (at: number) => number;
}

/** Below this there is only the flag; the text is in the tooltip. */
const LEAST_TEXT = 40;

/** Pixels from each note to the next one, or to the end of the drawing. */
export function roomFor(notes: readonly LineNote[], view: View, inner: number): readonly number[] {
  const x = (at: number): number => ((at - view.from) / spanOf(view)) * inner;
  const after = (at: number): number =>
    notes.reduce((next, note) => (note.x > at && note.x < next ? note.x : next), view.to);
  return notes.map((note) => Math.max(0, x(after(note.x)) - x(note.x) - 12));
}

/** A flag above the drawing, its line down through it, and as much of the text as there is room for. */
export function NoteLines({ notes, layout, view, x }: NoteLinesProps) {
  const room = roomFor(notes, view, layout.inner);
  const flagAt = layout.notesAt - layout.top;
  return notes.map((note, index) => {
    const width = room[index] ?? 0;
    return (
      <g key={note.id} transform={`translate(${x(note.x)} 0)`}>
        <line className={classes.note} y1={flagAt + 4} y2={layout.body} />
        <path className={classes.flag} d={`M0,${flagAt}h7l-2,3l2,3h-7z`} />
        {width >= LEAST_TEXT && (
          <text className={classes.noteText} x={11} y={flagAt + 8}>
            {fitText(note.text, width)}
          </text>
        )}
      </g>
    );
  });
}

interface NoteFlagsProps {
  readonly notes: readonly LineNote[];
  readonly x: (at: number) => number;
  readonly label: (note: LineNote) => string;
  readonly onNote: (note: LineNote | null) => void;
}

/** The flags as buttons: their texts can be reached by keyboard and are read aloud. */
export function NoteFlags({ notes, x, label, onNote }: NoteFlagsProps) {
  return notes.map((note) => (
    <button
      key={note.id}
      type="button"
      className={classes.noteButton}
      style={{ left: x(note.x) }}
      aria-label={label(note)}
      onFocus={() => onNote(note)}
      onBlur={() => onNote(null)}
      onPointerEnter={() => onNote(note)}
      onPointerLeave={() => onNote(null)}
    />
  ));
}
