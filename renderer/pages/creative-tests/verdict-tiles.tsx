import type { CreativeTestList, Verdict } from '../../../engine/contract/index.ts';
import { formatCount, formatCounted } from '../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Tile, Tiles } from '../../components/tile.tsx';

function Count({ list, verdict }: { readonly list: CreativeTestList; readonly verdict: Verdict }) {
  return <Proven proof={proofRef('creative.count', verdict)}>{formatCount(list.summary[verdict])}</Proven>;
}

/** How many tests say what, and what that asks of a person. */
export function VerdictTiles({ list }: { readonly list: CreativeTestList }) {
  const without = list.summary.no_data;
  return (
    <Tiles>
      <Tile
        label="Winners ready to promote"
        value={<Count list={list} verdict="winner" />}
        note="enough data, little to lose if wrong"
      />
      <Tile
        label="Keep testing"
        value={<Count list={list} verdict="keep_testing" />}
        note="the data does not decide yet"
      />
      <Tile
        label="Can't tell apart"
        value={<Count list={list} verdict="no_difference" />}
        note="stop them: little is lost with either"
      />
      <Tile
        label="Unhealthy"
        value={<Count list={list} verdict="unhealthy" />}
        note={
          without === 0 ? (
            'uneven split (SRM), no verdict shown'
          ) : (
            <>
              uneven split (SRM);{' '}
              <Proven proof={proofRef('creative.count', 'no_data')}>{formatCounted(without, 'more', 'more')}</Proven>{' '}
              without data
            </>
          )
        }
      />
    </Tiles>
  );
}
