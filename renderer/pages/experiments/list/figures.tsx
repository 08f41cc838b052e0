import type { ExperimentList, ExperimentVerdict } from '../../../../engine/contract/index.ts';
import { formatCount, formatCounted } from '../../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { Tile, Tiles } from '../../../components/tile.tsx';

function Count({ name, count }: { readonly name: string; readonly count: number }) {
  return <Proven proof={proofRef('experiment.count', name)}>{formatCount(count)}</Proven>;
}

/** How many experiments there are, and how many of them ask something of a person. */
export function Figures({ list }: { readonly list: ExperimentList }) {
  const { experiments } = list;
  const withVerdict = (state: ExperimentVerdict): number =>
    experiments.filter(({ verdict }) => verdict?.state === state).length;
  const isRead = list.reading === 'done' && experiments.every(({ reading }) => reading === 'done');
  // A count of what is read so far would have no proof that holds.
  const verdict = (state: ExperimentVerdict) =>
    isRead ? <Count name={state} count={withVerdict(state)} /> : <span className="muted">…</span>;
  const isIn = (status: string): number => experiments.filter((row) => row.status === status).length;
  const rollBack = isRead ? withVerdict('roll_back') : 0;
  return (
    <Tiles>
      <Tile
        label="Running"
        value={<Count name="running" count={isIn('running')} />}
        note={
          <>
            of{' '}
            <Proven proof={proofRef('experiment.count', 'experiments')}>
              {formatCounted(experiments.length, 'experiment')}
            </Proven>
            ; <Proven proof={proofRef('experiment.count', 'draft')}>{formatCounted(isIn('draft'), 'draft')}</Proven>
          </>
        }
      />
      <Tile label="Ready to ship" value={verdict('ship')} note="better, no guardrail worse" />
      <Tile
        label="Ready for review"
        value={verdict('ready_for_review')}
        note={
          rollBack === 0 ? (
            'planned end, or mixed goals'
          ) : (
            <>
              and <Proven proof={proofRef('experiment.count', 'roll_back')}>{formatCount(rollBack)}</Proven> to roll
              back
            </>
          )
        }
      />
      <Tile label="Unhealthy" value={verdict('unhealthy')} note="data not trusted: no verdict" />
      <Tile
        label="Without a design"
        value={
          list.reading === 'record' ? (
            <span className="muted">…</span>
          ) : (
            <Count name="undefined" count={list.undefined.length} />
          )
        }
        note="in the data, not here"
      />
    </Tiles>
  );
}
