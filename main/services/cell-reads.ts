import type { BanditRead, ExploreCellRecord } from '../../engine/contract/index.ts';
import { appError, err, type Money, ok, type Result } from '../../engine/core/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/index.ts';

/** What approvals ask of a cell: its arms as the data say them now, and what it has spent. */
export interface CellReads {
  readBandit(key: string): Promise<Result<BanditRead>>;
  /** null when it can't be told. */
  cellSpent(key: string): Promise<Result<Money | null>>;
}

export function createCellReads(
  cache: Pick<CacheClient, 'banditRead' | 'cellSpend'>,
  spine: Pick<Spine, 'state'>,
): CellReads {
  const withCell = <T>(key: string, work: (cell: ExploreCellRecord) => Promise<Result<T>>): Promise<Result<T>> => {
    const cell = spine.state.cells.get(key);
    return cell === undefined ? Promise.resolve(err(appError('NOT_FOUND', { what: 'Cell', id: key }))) : work(cell);
  };
  return {
    readBandit: (key) => withCell(key, (cell) => cache.banditRead({ cell, cells: [...spine.state.cells.values()] })),
    cellSpent: (key) =>
      withCell(key, async (cell) => {
        const spend = await cache.cellSpend({ cells: [cell] });
        return spend.ok ? ok(spend.value.rows[0]?.spent ?? null) : spend;
      }),
  };
}
