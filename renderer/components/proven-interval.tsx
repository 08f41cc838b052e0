import { Proven } from './proven.tsx';

interface ProvenIntervalProps {
  /** Both ends as they are written: "4.18 – 5.71 %". */
  readonly text: string;
  readonly low: string;
  readonly high: string;
}

const BETWEEN = ' – ';

/** An interval each of whose ends has its own proof. */
export function ProvenInterval({ text, low, high }: ProvenIntervalProps) {
  const at = text.indexOf(BETWEEN);
  if (at < 0) return text;
  return (
    <>
      <Proven proof={low}>{text.slice(0, at)}</Proven>
      {BETWEEN}
      <Proven proof={high}>{text.slice(at + BETWEEN.length)}</Proven>
    </>
  );
}
