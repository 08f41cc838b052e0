import { armOf, cellRecord, evidenceOf } from '../../engine/bandits/cells/cell.fixture.ts';
import { nightRows } from '../../engine/bandits/cells/nights.ts';
import { cellStanding } from '../../engine/bandits/cells/standing.ts';
import type { ExploreCellRecord } from '../../engine/contract/index.ts';
import { ok } from '../../engine/core/index.ts';
import { Generator } from '../../engine/stats/rng/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import { commit, testSpine } from './spine.ts';
import { opening } from './spine-events.ts';

/** A journal with a workspace, for tables to mirror. */
export async function nightHistory(): Promise<Spine> {
  const spine = await testSpine();
  await commit(spine, opening());
  return spine;
}

/** Cells with two or three arms each, and so many days of data. */
export const NIGHT_CELLS: readonly ExploreCellRecord[] = ['one', 'two', 'three'].map((key, index) =>
  cellRecord({ key, segment: key, status: index === 2 ? 'paused' : 'running' }),
);

/** What the data worker would answer on data of `days` days; `restated` changes the sign-ups of the day at that place. */
export function nightsOfCells(days: number, restated: number | null = null): Pick<CacheClient, 'banditNights'> {
  return {
    banditNights: async ({ cell, from, to }) => {
      const random = Generator.seeded(NIGHT_CELLS.findIndex(({ design }) => design.key === cell.design.key));
      const arms = ['a', 'b', 'c'].map((arm) =>
        armOf(
          arm,
          Array.from({ length: 90 }, (_, day) => {
            const trials = 50 + random.integer(50);
            return [trials, random.integer(10) + (day === restated ? 5 : 0)] as const;
          }).slice(0, days),
        ),
      );
      return ok({ rows: nightRows(cellStanding(cell, evidenceOf(...arms)), from, to) });
    },
  };
}
