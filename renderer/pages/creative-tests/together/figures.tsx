import type { CreativeTogether, TogetherSummary } from '../../../../engine/contract/index.ts';
import { formatCount } from '../../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Tile, Tiles } from '../../../components/tile.tsx';

type Counted = Exclude<keyof TogetherSummary, 'medianLift' | 'medianShrunkenLift' | 'deviation'>;

/** How many winners were declared, and how many of them hold. */
export function Figures({ read }: { readonly read: CreativeTogether }) {
  const { summary, declaredBy } = read;
  const count = (figure: Counted) => (
    <Proven proof={proofRef('creative.archive', figure)}>{formatCount(summary[figure])}</Proven>
  );
  return (
    <Tiles>
      <Tile
        label={declaredBy === 'data' ? 'Declared winners' : 'Winners by verdict'}
        value={count('declaredCompared')}
        note={
          <>
            in {count('compared')} healthy tests; {count('behind')} behind
          </>
        }
      />
      <Tile
        label="Hold, few false"
        value={count('holdFdr')}
        note={<>5 % false on average (BH); {count('unadjusted')} before</>}
      />
      <Tile
        label="Hold, none false"
        value={count('holdFwer')}
        note={<>95 % sure (Holm); {count('holdSequential')} if watched</>}
      />
      <Tile
        label="Unhealthy"
        value={count('unhealthy')}
        note={<>uneven split, left out; {count('unhealthyDeclared')} winners</>}
      />
    </Tiles>
  );
}
