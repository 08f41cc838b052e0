import {
  type AskedCell,
  type CellReader,
  cellsToLook,
  readBandit,
  readBandits,
  readCellData,
  readCellSpend,
  readWhatIf,
} from '../bandits/index.ts';
import { cellStatusSchema, type ExploreCellRecord, whatIfOf } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { recording } from '../dashboards/index.ts';
import type { ProofReading, ProofRequest, Table } from '../store/cache/types.ts';
import { measureBandit, measureMoney, measureTotal } from './cell-measures.ts';
import { COUNTED_CELLS, COUNTED_LOOKS } from './cell-methods.ts';
import { type CellRef, isCell } from './cell-ref.ts';
import type { Measured } from './creative-measures.ts';
import { parseProofRef } from './ref.ts';
import { measureWhatIf } from './what-if-measures.ts';

/** What a proof of a cell's number is read from. */
export interface CellProofReader extends CellReader {
  readonly cells: readonly ExploreCellRecord[];
  readonly looks?: ProofRequest['looks'];
}

const unknown = (ref: string) => err(appError('PROOF_UNKNOWN', { id: ref }));

/** Cells are in the journal, not in the cache: what is stated in the place of a query. */
const JOURNAL = { id: 'journal.cells', sql: '-- The cells as the journal has them; no data are read.', params: [] };

function countOf(cells: readonly ExploreCellRecord[], status: string): Measured | null {
  const known = cellStatusSchema.safeParse(status);
  if (!known.success) return null;
  const value = cells.filter((cell) => cell.status === known.data).length;
  return { label: `Cells that are ${known.data}`, value: { kind: 'count', value }, method: COUNTED_CELLS, caveats: [] };
}

/** The cells of a count that is not of one status, and what is said of each of them. */
interface Counted extends Omit<Measured, 'value' | 'caveats'> {
  readonly columns: Table['columns'];
  readonly rows: Table['rows'];
}

/** What a look says of them is something to decide. Errors: those of the reads. */
async function toDecide(reader: CellProofReader, signal: AbortSignal | undefined): Promise<Result<Counted>> {
  const cells = reader.cells.filter(({ status }) => status !== 'ended');
  const read = await readBandits(reader, { cells: reader.cells }, signal);
  if (!read.ok) return read;
  const rows = read.value.rows
    .filter(
      ({ key, advice }) =>
        cells.some(({ design }) => design.key === key) && advice.kind !== 'keep_running' && advice.kind !== 'no_data',
    )
    .map(({ key, advice }) => [key, advice.kind]);
  return ok({ label: 'Cells with something to decide', method: COUNTED_CELLS, columns: ['cell', 'advice'], rows });
}

/** Those whose look is due by the morning after the data that their reads rest on. Errors: those of the reads. */
async function toLook(
  reader: CellProofReader,
  looks: NonNullable<ProofRequest['looks']>,
  signal: AbortSignal | undefined,
): Promise<Result<Counted>> {
  const read = await readBandits(reader, { cells: reader.cells }, signal);
  if (!read.ok) return read;
  const due = cellsToLook(reader.cells, { ...looks, dataThrough: read.value.dataThrough });
  return ok({
    ...{ label: 'Cells to look at today', method: COUNTED_LOOKS },
    columns: ['cell', 'due', 'why'],
    rows: due.map(({ cell, day, reason }) => [cell, day, reason]),
  });
}

/** Null for a count of one status, and for one that there is not. */
async function countedCells(
  reader: CellProofReader,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Result<Counted | null>> {
  if (name === 'to_decide') return toDecide(reader, signal);
  return name === 'to_look' && reader.looks !== undefined ? toLook(reader, reader.looks, signal) : ok(null);
}

/** Of those of one status the journal knows, of others the reads. */
async function cellCount(
  reader: CellProofReader,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const counted = await countedCells(reader, name, signal);
  if (!counted.ok) return counted;
  if (counted.value === null) return ok(countOf(reader.cells, name));
  const { label, method, rows } = counted.value;
  return ok({ label, value: { kind: 'count', value: rows.length }, method, caveats: [] });
}

async function whatIfNumber(
  reader: CellProofReader,
  { cell, cells }: AskedCell,
  { measure, keys }: CellRef,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const [key = '', days = '', prior = '', ...names] = keys;
  const question = whatIfOf(key, days, prior);
  if (question === null) return ok(null);
  const answer = await readWhatIf(reader, { cell, cells, ...question }, signal);
  if (!answer.ok) return answer;
  const [arm, name = ''] = measure === 'bandit.what_if' ? [names[0] ?? '', names[1]] : [null, names[0]];
  return ok(measureWhatIf({ cell, question, answer: answer.value }, arm, name));
}

async function numberOf(
  reader: CellProofReader,
  parsed: CellRef,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const { cells } = reader;
  const [key = '', name = ''] = parsed.keys;
  if (parsed.measure === 'cell.count') return cellCount(reader, key, signal);
  if (parsed.measure === 'cell.total') {
    const open = cells.filter(({ status }) => status !== 'ended');
    const spent = await readCellSpend(reader, { cells: open }, signal);
    return spent.ok ? ok(measureTotal(open, spent.value.rows, key)) : spent;
  }
  const cell = cells.find(({ design }) => design.key === key);
  if (cell === undefined) return ok(null);
  if (parsed.measure === 'bandit.what_if' || parsed.measure === 'bandit.what_if_cell')
    return whatIfNumber(reader, { cell, cells }, parsed, signal);
  if (parsed.measure === 'cell.money') {
    if (name === 'cap') return ok(measureMoney({ cell }, null, name));
    const spend = await readCellSpend(reader, { cells: [cell] }, signal);
    return spend.ok ? ok(measureMoney({ cell }, spend.value.rows[0] ?? null, name)) : spend;
  }
  const read = await readBandit(reader, { cell, cells }, signal);
  return read.ok ? ok(measureBandit(read.value, parsed)) : read;
}

/**
 * Makes a number of a cell anew, with everything its proof states. Errors: PROOF_UNKNOWN when what it names does not exist
 * (any more); FX_RATE_MISSING; those of the cache.
 */
export async function proveCell(
  reader: CellProofReader,
  ref: string,
  parsed: CellRef,
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const recorded = recording(reader.engine);
  const number = await numberOf({ ...reader, engine: recorded.engine }, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  const query = recorded.query();
  return ok({
    ref,
    ...number.value,
    query: query.id === '' ? JOURNAL : query,
    sources: recorded.sources(),
    elapsedMs: recorded.elapsedMs(),
  });
}

/**
 * Many numbers of one cell from one read of it, as `proveCell` makes them one by one: for a report. What names no number of
 * this cell's read is left out. Errors: those of the read.
 */
export async function proveCellNumbers(
  reader: CellReader,
  {
    cell,
    cells,
    refs,
  }: {
    readonly cell: ExploreCellRecord;
    readonly cells: readonly ExploreCellRecord[];
    readonly refs: readonly string[];
  },
  signal?: AbortSignal,
): Promise<Result<readonly ProofReading[]>> {
  const recorded = recording(reader.engine);
  const read = await readBandit({ ...reader, engine: recorded.engine }, { cell, cells }, signal);
  if (!read.ok) return read;
  const [query, sources, elapsedMs] = [recorded.query(), recorded.sources(), recorded.elapsedMs()];
  return ok(
    refs.flatMap((ref) => {
      const parsed = parseProofRef(ref);
      if (parsed === null || !isCell(parsed) || parsed.keys[0] !== cell.design.key) return [];
      const number = measureBandit(read.value, parsed);
      return number === null ? [] : [{ ref, ...number, query, sources, elapsedMs }];
    }),
  );
}

/** What a number of a cell was made from: its arms by day, or the cells that were counted. Errors as for `proveCell`. */
export async function cellProofRows(
  reader: CellProofReader,
  ref: string,
  parsed: CellRef,
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const number = await numberOf(reader, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  const { cells } = reader;
  const [key = ''] = parsed.keys;
  if (parsed.measure === 'cell.count') {
    const counted = await countedCells(reader, key, signal);
    if (!counted.ok) return counted;
    const ofStatus = cells.filter(({ status }) => status === key).map(({ design, status }) => [design.key, status]);
    const { columns, rows } = counted.value ?? { columns: ['cell', 'status'], rows: ofStatus };
    return ok({ columns, rows });
  }
  if (parsed.measure === 'cell.total')
    return ok({ columns: ['total', 'minor'], rows: [[key, number.value.value.value]] });
  const cell = cells.find(({ design }) => design.key === key);
  if (cell === undefined) return unknown(ref);
  if (parsed.measure === 'cell.money')
    return ok({ columns: ['cell', 'minor'], rows: [[key, number.value.value.value]] });
  const data = await readCellData(reader, { cell, cells }, signal);
  if (!data.ok) return data;
  const { days, arms } = data.value.evidence;
  return ok({
    columns: ['day', 'arm', 'trials', 'reward', 'traffic'],
    rows: days.flatMap((day, index) =>
      arms.map(({ arm, trials, reward, traffic }) => [
        day,
        arm,
        trials[index] ?? 0,
        reward[index] ?? 0,
        traffic[index] ?? 0,
      ]),
    ),
  });
}
