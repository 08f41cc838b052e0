import type { Load } from '../../engine/contract/index.ts';
import type { Cli } from './cli.ts';
import type { OpenWorkspace } from './open-workspace.ts';
import { progressLine } from './progress-line.ts';

export interface Imported {
  readonly load: Load;
  readonly alreadyLoaded: boolean;
}

/**
 * Imports one drop with its progress shown; Ctrl-C cancels it and nothing is loaded.
 * @param label which of several drops it is.
 */
export async function importDrop(cli: Cli, { client }: OpenWorkspace, drop: string, label?: string): Promise<Imported> {
  const line = progressLine(cli);
  const steps = await client.loads.import({ drop }, { signal: cli.signal });
  try {
    for (;;) {
      const step = await steps.next();
      if (step.done) return step.value;
      const { message } = step.value;
      line.show({ ...step.value, message: label === undefined ? message : `${label}: ${message}` });
    }
  } finally {
    line.done();
  }
}
