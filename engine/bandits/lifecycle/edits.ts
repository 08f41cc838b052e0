import type { CellStatus, ExploreCellDesign, ExploreCellRecord } from '../../contract/index.ts';
import { type AppError, appError, type Day, err, ok, type Result } from '../../core/index.ts';
import { designProblems, sharesProblem } from './design-rules.ts';
import { STATUS_WORDS } from './words.ts';

/** As far as the rules look at a cell. */
export type CellStanding = Pick<ExploreCellRecord, 'design' | 'version' | 'status'>;
type Records = ReadonlyMap<string, CellStanding>;

/** Where and between what a cell compares: two cells of one ground would spend twice on one question. */
export const groundOf = ({ channel, segment, arms }: Pick<ExploreCellDesign, 'channel' | 'segment' | 'arms'>): string =>
  JSON.stringify([channel, segment, arms.kind, arms.kind === 'creatives' ? arms.testId : null]);

function takenBy(design: ExploreCellDesign, cells: Records): AppError | null {
  const ground = groundOf(design);
  const other = [...cells.values()].find(
    (record) => record.status !== 'ended' && record.design.key !== design.key && groundOf(record.design) === ground,
  );
  return other === undefined ? null : appError('CELL_TAKEN', { other: other.design.key });
}

const refusedAs = ({ design, status }: CellStanding, change: string): Result<never> =>
  err(appError('CELL_STATE', { key: design.key, status: STATUS_WORDS[status], change }));

const firstOf = (problems: readonly (AppError | null)[]): Result<void> => {
  const problem = problems.find((each) => each !== null);
  return problem === undefined || problem === null ? ok(undefined) : err(problem);
};

/**
 * A cell is planned, and its plan changed, until it starts. Resolves to the version it will have. A key that was removed
 * begins anew. docs/spec/bandits.md BA60, BA61, BA63.
 */
export function maySaveCell(design: ExploreCellDesign, cells: Records, currency: string): Result<number> {
  const record = cells.get(design.key);
  if (record !== undefined && record.status !== 'planned') return refusedAs(record, 'changed');
  const sound = firstOf([...designProblems(design, currency), takenBy(design, cells)]);
  return sound.ok ? ok((record?.version ?? 0) + 1) : sound;
}

/** What else has to be true when a cell starts. `arms`: how many the data shows for it; null when it can't be told. */
export interface StartGround {
  readonly cells: Records;
  readonly currency: string;
  readonly today: Day;
  readonly arms: number | null;
}

/** Its rule is fixed from then on. BA60, BA62. */
export function mayStartCell(record: CellStanding, { cells, currency, today, arms }: StartGround): Result<void> {
  if (record.status !== 'planned') return refusedAs(record, 'started');
  const { design } = record;
  return firstOf([
    ...designProblems(design, currency),
    design.lastDay < today ? appError('CELL_OVER', { key: design.key, lastDay: design.lastDay }) : null,
    arms !== null && arms < 2
      ? appError('CELL_ARMS', { key: design.key, arms: arms === 0 ? 'no arm' : 'one arm' })
      : null,
    arms === null ? null : sharesProblem(design, arms),
    takenBy(design, cells),
  ]);
}

const only =
  (from: readonly CellStatus[], change: string) =>
  (record: CellStanding): Result<void> =>
    from.includes(record.status) ? ok(undefined) : refusedAs(record, change);

/** What ran stays in the log. */
export const mayRemoveCell = only(['planned'], 'removed');
export const mayPauseCell = only(['running'], 'paused');
export const mayResumeCell = only(['paused'], 'resumed');
export const mayEndCell = only(['running', 'paused'], 'ended');
