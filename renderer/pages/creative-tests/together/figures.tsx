import type { CreativeTogether, TogetherSummary } from '../../../../engine/contract/index.ts';
import { formatCount, formatCounted } from '../../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Tile, Tiles } from '../../../components/tile.tsx';

type Counted = Exclude<keyof TogetherSummary, 'medianLift' | 'medianShrunkenLift' | 'deviation'>;

/** How many winners were declared, and how many of them hold. */
export function Figures({ read }: { readonly read: CreativeTogether }) {
  const { summary, declaredBy } = read;
  const count = (figure: Counted, text = formatCount(summary[figure])) => (
    <Proven proof={proofRef('creative.archive', figure)}>{text}</Proven>
  );
  return (
    <Tiles>
      <Tile
        label={declaredBy === 'data' ? 'Declared winners' : 'Winners by verdict'}
        value={count('declaredCompared')}
        note={
          <>
            of {count('compared', formatCounted(summary.compared, 'test'))} that can be compared; {count('behind')}{' '}
            behind another variant
          </>
        }
      />
      <Tile
        label="Hold, few false"
        value={count('holdFdr')}
        note={<>false discovery rate 5 %; {count('unadjusted')} without adjustment</>}
      />
      <Tile
        label="Hold, none false"
        value={count('holdFwer')}
        note={<>5 % chance of any false one (Holm); {count('holdSequential')} hold though watched</>}
      />
      <Tile
        label="Unhealthy"
        value={count('unhealthy')}
        note={
          <>
            uneven split, left out; {count('unhealthyDeclared', formatCounted(summary.unhealthyDeclared, 'winner'))}{' '}
            among them
          </>
        }
      />
    </Tiles>
  );
}
