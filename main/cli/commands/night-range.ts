import type { NightRange, SnapshotRun } from '../../../engine/contract/index.ts';
import { appError, isDay } from '../../../engine/core/index.ts';
import { formatCount, formatCounted, formatDayRange } from '../../../engine/serializer/index.ts';
import type { Cli } from '../cli.ts';
import { Failure, must } from '../failure.ts';
import type { OpenWorkspace } from '../open-workspace.ts';
import { progressLine } from '../progress-line.ts';

/** Days of `--from` and `--to` as they were typed. */
export interface TypedRange {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** @throws Failure BANDIT_NIGHTS_DAYS for what is no day. */
export function rangeOf({ from, to }: TypedRange): NightRange {
  const dayIn = (text: string | undefined) => {
    if (text === undefined) return undefined;
    if (isDay(text)) return text;
    const days = { from: from ?? 'the first', to: to ?? 'the last' };
    throw new Failure(appError('BANDIT_NIGHTS_DAYS', { ...days, reason: `"${text}" is no day (YYYY-MM-DD)` }));
  };
  const [first, last] = [dayIn(from), dayIn(to)];
  return { ...(first === undefined ? {} : { from: first }), ...(last === undefined ? {} : { to: last }) };
}

/** Records nights with a line of progress. @throws Failure as `BanditNights.record` fails. */
export async function recordNights(cli: Cli, { workbench }: OpenWorkspace, range: NightRange): Promise<SnapshotRun> {
  const line = progressLine(cli);
  const run = must(await workbench.banditNights.record(range, { signal: cli.signal, onProgress: line.show }));
  line.done();
  return run;
}

export function nightsText({ from, to, nights, cells, written, changed, same }: SnapshotRun): string {
  if (from === null || to === null) return 'No night of a cell is missing.';
  const rows = [
    formatCounted(written, 'new row'),
    ...(changed === 0 ? [] : [`${formatCount(changed)} changed by restated data`]),
    ...(same === 0 ? [] : [`${formatCount(same)} as they were`]),
  ];
  return `${formatCounted(nights, 'night')} of ${formatCounted(cells, 'cell')} recorded, ${formatDayRange(from, to)}: ${rows.join(', ')}.`;
}
