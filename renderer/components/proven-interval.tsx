import { Proven } from './proven.tsx';

interface ProvenIntervalProps {
  /** Both ends as they are written: "4.18 – 5.71 %", "−3 to −1 %". */
  readonly text: string;
  readonly low: string;
  readonly high: string;
}

const BETWEEN = / (?:–|to) /;

/** An interval each of whose ends has its own proof. */
export function ProvenInterval({ text, low, high }: ProvenIntervalProps) {
  const between = BETWEEN.exec(text);
  if (between === null) return text;
  const [word] = between;
  return (
    <>
      <Proven proof={low}>{text.slice(0, between.index)}</Proven>
      {word}
      <Proven proof={high}>{text.slice(between.index + word.length)}</Proven>
    </>
  );
}
