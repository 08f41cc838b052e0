import { appError, err, ok, type Result } from '../core/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';
import { type Drop, type DropFile, faultCode } from './drop.ts';
import { hiveColumns } from './hive.ts';
import { measureDrop } from './measure.ts';
import { containerOf } from './readers/container.ts';
import { readHead } from './readers/head.ts';
import { sniffText } from './readers/sniff.ts';
import { type Staged, stageText } from './readers/staging.ts';
import { formInWords, type TextForm } from './readers/text-form.ts';

interface Sniffed {
  readonly file: DropFile;
  readonly form: TextForm;
  readonly plain: boolean;
}

/** Why a head can not be read: what DuckDB says of the file is said better and later. */
const unreadable = (fault: unknown): boolean => faultCode(fault) !== 'unknown';

async function sniffFile(
  file: DropFile,
  columns: readonly ContractColumn[],
  names: readonly string[] | null,
): Promise<Result<Sniffed | null>> {
  try {
    const container = await containerOf(file.absolute);
    if (container !== 'text' && container !== 'gzip') return ok(null);
    const gzip = container === 'gzip';
    const head = await readHead(file.absolute, gzip);
    const sniffed = sniffText({ file: file.path, head, gzip, columns, names });
    return sniffed.ok ? ok({ file, ...sniffed.value }) : sniffed;
  } catch (fault) {
    if (!unreadable(fault)) throw fault;
    return ok(null);
  }
}

/** Finds how each CSV file is written. Files of the plain form are left as they are, so that they are read as fast as before. */
async function withForms(drop: Drop, contract: DataContract): Promise<Result<Drop>> {
  const inPath = hiveColumns(drop.files, contract);
  if (!inPath.ok) return inPath;
  const columns = contract.columns.filter(({ name }) => !inPath.value.includes(name));
  const found = new Map<string, Sniffed>();
  for (const file of drop.files) {
    const sniffed = await sniffFile(file, columns, drop.columns);
    if (!sniffed.ok) return sniffed;
    if (sniffed.value !== null) found.set(file.path, sniffed.value);
  }
  const all = [...found.values()];
  if (all.every(({ plain }) => plain)) return ok(drop);
  // One file with days or numbers in a way of its own, and all files are judged together.
  const local = all.some(({ form }) => form.local);
  const files = drop.files.map((file): DropFile => {
    const sniffed = found.get(file.path);
    return sniffed === undefined || (sniffed.plain && !local) ? file : { ...file, text: { ...sniffed.form, local } };
  });
  const words = [...new Set(files.flatMap(({ text }) => (text === undefined ? [] : [formInWords(text)])))];
  return ok({ ...drop, files, source: [drop.source, ...words].filter((part) => part !== null).join('; ') });
}

/**
 * Makes a drop ready to be loaded: finds how its text is written, puts text of other encodings aside as UTF-8, and counts a
 * foreign drop. `dispose` has to be called when it is loaded.
 * @param scratch a folder for what is put aside; made when it is needed.
 * Errors: CSV_ENCODING, CSV_AMBIGUOUS, COLUMN_MISSING, COLUMN_TYPE, ROW_COUNT_MISMATCH, DROP_EMPTY, FILE_UNREADABLE, DISK_FULL,
 * CACHE_MEMORY, CANCELLED.
 */
export async function prepareDrop(
  drop: Drop,
  contract: DataContract,
  scratch: string,
  signal?: AbortSignal,
): Promise<Result<Staged>> {
  if (signal?.aborted) return err(appError('CANCELLED'));
  const formed = drop.format === 'csv' ? await withForms(drop, contract) : ok(drop);
  if (!formed.ok) return formed;
  const staged = await stageText(formed.value, scratch, signal);
  if (!staged.ok || staged.value.drop.measured) return staged;
  let measured: Result<Drop> | null = null;
  try {
    measured = await measureDrop(staged.value.drop, contract, scratch, signal);
    return measured.ok ? ok({ drop: measured.value, dispose: staged.value.dispose }) : measured;
  } finally {
    if (!measured?.ok) await staged.value.dispose();
  }
}
