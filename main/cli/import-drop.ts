import { formatCount, formatCounted, formatDay } from '../../engine/serializer/index.ts';
import type { Imported } from '../services/imports.ts';
import type { Cli } from './cli.ts';
import { must } from './failure.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { progressLine } from './progress-line.ts';

export type { Imported };

/** Imports one drop with its progress shown; Ctrl-C cancels it and nothing is loaded. */
export async function importDrop(
  cli: Cli,
  { workbench }: OpenWorkspace,
  path: string,
  dataset?: string,
): Promise<Imported> {
  const line = progressLine(cli);
  try {
    const options = { signal: cli.signal, onProgress: line.show };
    return must(await workbench.imports.importDrop({ path, dataset }, options));
  } finally {
    line.done();
  }
}

/** What an import did, in one line. */
export function importedText({ load, alreadyLoaded }: Imported): string {
  if (alreadyLoaded) return `Already loaded: ${load.dataset}, snapshot ${load.snapshotId}.`;
  const kept = load.quarantined === 0 ? '' : ` ${formatCount(load.quarantined)} rows are in quarantine ("gw loads").`;
  return `Loaded ${formatCounted(load.rows, 'row')} of ${load.dataset}, data through ${formatDay(load.dataThrough)}.${kept}`;
}
