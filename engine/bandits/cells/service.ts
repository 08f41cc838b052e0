import type { BanditRead, BanditRow, ExploreCellRecord, PosteriorNight, Source, WhatIf } from '../../contract/index.ts';
import { type Day, ok, type Result } from '../../core/index.ts';
import { recording } from '../../dashboards/index.ts';
import type { CellEvidence } from './evidence.ts';
import { nightRows } from './nights.ts';
import { banditRead, banditRow, type CellData } from './read.ts';
import { type CellReader, readArms } from './read-arms.ts';
import { cellStanding } from './standing.ts';
import { type Question, whatIf } from './what-if.ts';

/** One cell, and all there are: a cell's arms may be the running ones. */
export interface AskedCell {
  readonly cell: ExploreCellRecord;
  readonly cells: readonly ExploreCellRecord[];
}

/** Datasets that only name things or turn money: days of the cell do not wait for them. */
const BESIDE = new Set(['fx_rates', 'dim_campaign']);

/** The last day that all datasets behind a cell have; null when one was never loaded. */
export function dataThroughOf(sources: readonly Source[]): Day | null {
  const days = sources.filter(({ dataset }) => !BESIDE.has(dataset)).map(({ dataThrough }) => dataThrough);
  const known = days.filter((day) => day !== null);
  return known.length < days.length ? null : (known.toSorted()[0] ?? null);
}

/** Days that count: those of the cell, up to the last its data have. */
function upTo({ days, arms, leftOut }: CellEvidence, through: Day | null): CellEvidence {
  const kept = through === null ? 0 : days.filter((day) => day <= through).length;
  if (kept === days.length) return { days, arms, leftOut };
  const cut = (values: readonly number[]) => values.slice(0, kept);
  return {
    days: days.slice(0, kept),
    arms: arms.map((arm) => ({ ...arm, trials: cut(arm.trials), reward: cut(arm.reward), traffic: cut(arm.traffic) })),
    leftOut,
  };
}

/** What the data say of a cell. Errors: FX_RATE_MISSING, those of the engine. */
export async function readCellData(
  reader: CellReader,
  { cell, cells }: AskedCell,
  signal?: AbortSignal,
): Promise<Result<CellData>> {
  const recorded = recording(reader.engine);
  const { firstDay: from, lastDay: to } = cell.design;
  const asked = { record: cell, cells, days: { from, to } };
  const found = await readArms({ ...reader, engine: recorded.engine }, asked, signal);
  if (!found.ok) return found;
  const sources = recorded.sources();
  const dataThrough = dataThroughOf(sources);
  return ok({ evidence: upTo(found.value.evidence, dataThrough), dataThrough, sources, notes: found.value.notes });
}

/** One cell, read whole. Errors as for `readCellData`. */
export async function readBandit(
  reader: CellReader,
  asked: AskedCell,
  signal?: AbortSignal,
): Promise<Result<BanditRead>> {
  const data = await readCellData(reader, asked, signal);
  return data.ok ? ok(banditRead(asked.cell, data.value)) : data;
}

const METHOD =
  'Each cell by its own rule: posteriors with a weak prior, P(best) by quadrature, the first of promote, kill and stop that holds.';

/** Every cell that was started, in the order given; `dataThrough` is the oldest of theirs. */
export async function readBandits(
  reader: CellReader,
  { cells }: { readonly cells: readonly ExploreCellRecord[] },
  signal?: AbortSignal,
): Promise<Result<{ readonly rows: readonly BanditRow[]; readonly dataThrough: Day | null; readonly method: string }>> {
  const rows: BanditRow[] = [];
  let through: Day | null = null;
  for (const cell of cells.filter(({ status }) => status !== 'planned')) {
    const data = await readCellData(reader, { cell, cells }, signal);
    if (!data.ok) return data;
    const { dataThrough } = data.value;
    if (dataThrough !== null && (through === null || dataThrough < through)) through = dataThrough;
    rows.push(banditRow(cell, data.value));
  }
  return ok({ rows, dataThrough: through, method: METHOD });
}

/** Rows of the nights from one day to another, by the data up to each. Errors as for `readCellData`. */
export async function readNights(
  reader: CellReader,
  { from, to, ...asked }: AskedCell & { readonly from: Day; readonly to: Day },
  signal?: AbortSignal,
): Promise<Result<{ readonly rows: readonly PosteriorNight[] }>> {
  const data = await readCellData(reader, asked, signal);
  return data.ok ? ok({ rows: nightRows(cellStanding(asked.cell, data.value.evidence), from, to) }) : data;
}

/** The cell as it would be. Errors as for `readCellData`. */
export async function readWhatIf(
  reader: CellReader,
  { moreDays, prior, ...asked }: AskedCell & Question,
  signal?: AbortSignal,
): Promise<Result<WhatIf>> {
  const data = await readCellData(reader, asked, signal);
  return data.ok ? ok(whatIf(asked.cell, data.value.evidence, { moreDays, prior })) : data;
}
