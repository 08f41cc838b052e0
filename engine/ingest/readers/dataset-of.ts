import { appError, err, ok, type Result } from '../../core/index.ts';
import type { DataContract } from '../contracts/contract.ts';
import type { Contracts } from '../contracts/read.ts';

/** Names GA4's own exports go by. */
const GA4 = /^(analytics_\d+|events_(intraday_)?\d{8})(?=[-_.]|$)/;

/** Whether a folder or file is called by a dataset: `spend_daily`, `spend_daily-2026-11-20`, `spend_daily.parquet`. */
function called(name: string, dataset: string): boolean {
  const plain = name.toLowerCase();
  if (dataset === 'ga4_events' && GA4.test(plain)) return true;
  return (
    plain === dataset || (plain.startsWith(dataset) && /^[^a-z]/.test(plain.slice(dataset.length).replace(/^_/, '-')))
  );
}

/** The dataset with the longest name of those a name fits. */
function fitting(name: string, contracts: Contracts): DataContract | null {
  const found = [...contracts.values()].filter(({ dataset }) => called(name, dataset));
  return found.sort((a, b) => b.dataset.length - a.dataset.length)[0] ?? null;
}

/**
 * Which dataset a foreign drop brings: the one that was named; else by the drop's folder, by the files' prefixes, by a
 * folder above, in this order, nearest first.
 * Errors: DATASET_UNKNOWN, also when the prefixes name two; CONTRACT_UNKNOWN for a name there is no contract of.
 */
export function datasetOf(
  path: string,
  prefixes: readonly string[],
  contracts: Contracts,
  named: string | undefined,
): Result<DataContract> {
  if (named !== undefined) {
    const contract = [...contracts.values()].find(({ dataset }) => dataset === named);
    return contract === undefined ? err(appError('CONTRACT_UNKNOWN', { contract: named })) : ok(contract);
  }
  const folders = path.split(/[/\\]/).reverse();
  const own = fitting(folders[0] ?? '', contracts);
  if (own !== null) return ok(own);
  const byPrefix = new Set(prefixes.map((name) => fitting(name, contracts)).filter((found) => found !== null));
  const [first] = byPrefix;
  if (first !== undefined && byPrefix.size === 1) return ok(first);
  if (byPrefix.size === 0) {
    for (const folder of folders.slice(1, 4)) {
      const above = fitting(folder, contracts);
      if (above !== null) return ok(above);
    }
  }
  return err(appError('DATASET_UNKNOWN', { path }));
}
