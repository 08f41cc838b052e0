import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ExploreCellBoard } from '../../../engine/contract/index.ts';
import { formatCount, formatCounted, formatRate } from '../../../engine/serializer/index.ts';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Tile, Tiles } from '../../components/tile.tsx';
import { formatShortMoney, usedShare } from './budget.ts';
import classes from './cells.module.css';

/** How many cells there are, how many a person has to look at, and what is left of the money. */
export function Figures({ board }: { readonly board: ExploreCellBoard }) {
  const { cells, summary, budget, spent } = board;
  const search = useSearch({ from: '/cells' });
  const navigate = useNavigate({ from: '/cells' });
  const count = (status: 'running' | 'planned' | 'paused' | 'ended', words = '') => (
    <Proven proof={proofRef('cell.count', status)}>{`${formatCount(summary[status])}${words}`}</Proven>
  );
  const toDecide = cells.filter(({ advice }) => advice === 'promote' || advice === 'kill' || advice === 'stop').length;
  const used = usedShare(spent, budget);
  const untold = cells.filter(
    ({ cell, spent: own }) => cell.status !== 'ended' && cell.status !== 'planned' && own === null,
  );
  return (
    <Tiles>
      <Tile
        label="Running"
        value={count('running')}
        note={
          <>
            {count('planned', ' planned')}, {count('paused', ' paused')}, {count('ended', ' ended')}
          </>
        }
      />
      <Tile
        label="To look at today"
        value={<Proven proof={proofRef('cell.count', 'to_look')}>{formatCount(summary.toLook)}</Proven>}
        note={
          <button
            type="button"
            className={classes.link}
            aria-pressed={search.look === true}
            onClick={() =>
              void navigate({
                replace: true,
                search: (now) => ({ ...now, look: now.look === true ? undefined : true }),
              })
            }
          >
            {search.look === true ? 'Show all cells' : 'Show only these'}
          </button>
        }
      />
      <Tile
        label="Something to decide"
        value={<Proven proof={proofRef('cell.count', 'to_decide')}>{formatCount(toDecide)}</Proven>}
        note="promote, kill or stop, by their rules"
      />
      <Tile
        label="Budget used"
        value={
          <Proven proof={proofRef('cell.total', 'spent')}>
            {used === null ? formatShortMoney(spent) : formatRate(used)}
          </Proven>
        }
        note={
          <>
            <Proven proof={proofRef('cell.total', 'spent')}>{formatShortMoney(spent)}</Proven> of{' '}
            <Proven proof={proofRef('cell.total', 'cap')}>{formatShortMoney(budget)}</Proven>
            {untold.length > 0 && `; ${formatCounted(untold.length, 'cell')} can not be told`}
          </>
        }
      />
    </Tiles>
  );
}
