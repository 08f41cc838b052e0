import type { ProofValue } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { ALL_VARIANT_TOTALS, CREATIVE_RULES, testView, VARIANT_TOTALS, type VariantTotals } from '../creative/index.ts';
import { proveTileNumber, type TileReader, tileRows } from '../dashboards/index.ts';
import { type HealthReader, type HealthRef, healthProofRows, proveHealth } from '../health/index.ts';
import type { ProofReading, ProofRequest, QueryParams, QueryResult, Table } from '../store/cache/types.ts';
import { archiveProofRows, isArchive, proveArchive } from './archive.ts';
import { isCell } from './cell-ref.ts';
import { cellProofRows, proveCell } from './cell-service.ts';
import { type Measured, measureList, measureTest, measureVariant } from './creative-measures.ts';
import { isExperiment } from './experiment-ref.ts';
import { experimentProofRows, proveExperiment } from './experiment-service.ts';
import { type ProofRef, parseProofRef } from './ref.ts';

/** What proofs are read from: tiles, the health of the data, and the engine behind both. */
export type ProofReader = TileReader & HealthReader;

interface Plan {
  readonly definition: typeof VARIANT_TOTALS;
  readonly params: QueryParams;
}

/** The one query that a reference rests on: the same one the page ran. */
function planOf({ measure, keys: [testId] }: ProofRef): Plan {
  switch (measure) {
    case 'creative.count':
    case 'creative.tests':
    case 'creative.variants':
      return { definition: ALL_VARIANT_TOTALS, params: {} };
    default:
      return { definition: VARIANT_TOTALS, params: { test_id: testId ?? null } };
  }
}

function measured({ measure, keys }: ProofRef, found: QueryResult<VariantTotals>): Measured | null {
  if (measure === 'creative.count' || measure === 'creative.tests' || measure === 'creative.variants')
    return measureList(measure, keys, found.rows);
  if (found.rows.length === 0) return null;
  const view = testView(found.rows, found.sources, CREATIVE_RULES);
  const variant = view.variants.find((candidate) => candidate.variantId === keys[1]);
  return keys.length === 1
    ? measureTest(measure, view)
    : variant === undefined
      ? null
      : measureVariant(measure, variant);
}

const isHealth = (ref: ProofRef): ref is ProofRef & HealthRef => ref.measure.startsWith('health.');

const unknown = (ref: string) => err(appError('PROOF_UNKNOWN', { id: ref }));

/**
 * Makes the number a reference names anew from the cache, with everything its proof states.
 * Errors: PROOF_UNKNOWN when the reference or what it names does not exist; those of the engine.
 */
export async function readProof(
  reader: ProofReader,
  { ref, experiments = [], cells = [], looks }: ProofRequest,
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const parsed = parseProofRef(ref);
  if (parsed === null) return unknown(ref);
  if (parsed.measure === 'tile.number') return proveTileNumber(reader, { ref, keys: parsed.keys }, signal);
  if (isHealth(parsed)) return proveHealth(reader, ref, parsed, signal);
  if (isExperiment(parsed)) return proveExperiment({ engine: reader.engine, experiments }, ref, parsed, signal);
  if (isCell(parsed)) return proveCell({ ...reader, cells, looks }, ref, parsed, signal);
  if (isArchive(parsed)) return proveArchive(reader.engine, { ref, parsed }, signal);
  const { definition, params } = planOf(parsed);
  const found = await reader.engine.query(definition, params, signal);
  if (!found.ok) return found;
  const number = measured(parsed, found.value);
  if (number === null) return unknown(ref);
  const value: ProofValue = number.value;
  return ok({
    ref,
    label: number.label,
    value,
    query: {
      id: definition.id,
      sql: definition.sql,
      params: Object.entries(params).map(([name, bound]) => ({ name, value: bound })),
    },
    sources: found.value.sources,
    method: number.method,
    caveats: number.caveats,
    elapsedMs: found.value.elapsedMs,
  });
}

/** The rows that the query of a reference returned, for export. Errors as for `readProof`. */
export async function proofRows(
  reader: ProofReader,
  { ref, experiments = [], cells = [], looks }: ProofRequest,
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const parsed = parseProofRef(ref);
  if (parsed === null) return unknown(ref);
  if (parsed.measure === 'tile.number') return tileRows(reader, parsed.keys, signal);
  if (isHealth(parsed)) return healthProofRows(reader, ref, parsed, signal);
  if (isExperiment(parsed)) return experimentProofRows({ engine: reader.engine, experiments }, ref, parsed, signal);
  if (isCell(parsed)) return cellProofRows({ ...reader, cells, looks }, ref, parsed, signal);
  if (isArchive(parsed)) return archiveProofRows(reader.engine, { ref, parsed }, signal);
  const { definition, params } = planOf(parsed);
  const found = await reader.engine.query(definition, params, signal);
  if (!found.ok) return found;
  if (measured(parsed, found.value) === null) return unknown(ref);
  const columns = Object.keys(definition.row.shape);
  const rows = found.value.rows.map((row) => {
    const cells = new Map<string, string | number | null>(Object.entries(row));
    return columns.map((column) => cells.get(column) ?? null);
  });
  return ok({ columns, rows });
}
