import type { Comparison } from '../../../../engine/contract/index.ts';
import { formatInterval, formatRelativeChange } from '../../../../engine/serializer/index.ts';
import type { Domain } from '../../../charts/axis/value-domain.ts';
import { EffectGrid, GradientInterval } from '../../../charts/gradient-interval/gradient-interval.tsx';
import { Proven } from '../../../components/proven.tsx';
import { ProvenInterval } from '../../../components/proven-interval.tsx';
import { NumberPair } from '../../../components/read-table.tsx';
import { effectTone } from './looks.ts';
import classes from './result.module.css';

interface EffectCellsProps {
  readonly comparison: Comparison;
  /** What the effect is of, read aloud. */
  readonly name: string;
  /** The proof of one of its numbers. */
  readonly proof: (number: 'estimate' | 'low' | 'high') => string;
  readonly domain: Domain;
  /** Room of the interval, in pixels. */
  readonly width: number;
}

/** An effect with its interval, in numbers and drawn; or why there is none. */
export function EffectCells({ comparison, name, proof, domain, width }: EffectCellsProps) {
  const { estimate, interval } = comparison;
  if (estimate === null || interval === null)
    return (
      <td colSpan={2} className={classes.gap}>
        {comparison.gap ?? 'There is no read.'}
      </td>
    );
  const text = formatInterval(interval, 'rate');
  return (
    <>
      <NumberPair under={<ProvenInterval text={text} low={proof('low')} high={proof('high')} />}>
        <Proven proof={proof('estimate')}>{formatRelativeChange(estimate)}</Proven>
      </NumberPair>
      <td className={classes.plot} data-plot>
        {width > 0 && (
          <>
            <EffectGrid domain={domain} width={width} />
            <GradientInterval
              estimate={estimate}
              low={interval.low}
              high={interval.high}
              domain={domain}
              tone={effectTone(comparison.reads)}
              width={width}
              height={30}
              label={`${name}: ${formatRelativeChange(estimate)}, ${text}`}
            />
          </>
        )}
      </td>
    </>
  );
}
