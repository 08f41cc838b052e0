import { appError, err, ok, type Result } from '../core/index.ts';
import { DECLARED_TOTALS } from '../creative/index.ts';
import type { AnalyticsEngine, ProofReading, Table } from '../store/cache/types.ts';
import { measureArchive } from './archive-measures.ts';
import type { ProofRef } from './ref.ts';

/** Whether a reference names a number of the read of all creative tests together. */
export const isArchive = ({ measure }: ProofRef): boolean =>
  measure === 'creative.archive' || measure === 'creative.archive_test';

interface Named {
  readonly ref: string;
  readonly parsed: ProofRef;
}

/** A number of the read of all tests together, made anew with what its proof states. PROOF_UNKNOWN when there is none. */
export async function proveArchive(
  engine: AnalyticsEngine,
  { ref, parsed }: Named,
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const found = await engine.query(DECLARED_TOTALS, {}, signal);
  if (!found.ok) return found;
  const { rows, sources, elapsedMs } = found.value;
  const number = measureArchive(parsed, rows);
  if (number === null) return err(appError('PROOF_UNKNOWN', { id: ref }));
  return ok({
    ref,
    ...number,
    query: { id: DECLARED_TOTALS.id, sql: DECLARED_TOTALS.sql, params: [] },
    sources,
    elapsedMs,
  });
}

/** The rows behind it: every variant of every test, for each of them is in the family. */
export async function archiveProofRows(
  engine: AnalyticsEngine,
  { ref, parsed }: Named,
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const found = await engine.query(DECLARED_TOTALS, {}, signal);
  if (!found.ok) return found;
  if (measureArchive(parsed, found.value.rows) === null) return err(appError('PROOF_UNKNOWN', { id: ref }));
  const columns = Object.keys(DECLARED_TOTALS.row.shape);
  const rows = found.value.rows.map((row) => {
    const cells = new Map<string, string | number | boolean | null>(Object.entries(row));
    return columns.map((column) => {
      const cell = cells.get(column) ?? null;
      return typeof cell === 'boolean' ? String(cell) : cell;
    });
  });
  return ok({ columns, rows });
}
