import type { ExperimentRecord } from '../../contract/index.ts';
import { type Day, ok, type Result } from '../../core/index.ts';
import type { EventDraft, SpineState } from '../../store/journal/index.ts';
import { mayStart } from './start-rules.ts';

/** What starting writes down: the start, and the experiment's flag turned on. Both are written, or neither is. EX4. */
export function startEvents(
  record: ExperimentRecord,
  { experiments, flags }: Pick<SpineState, 'experiments' | 'flags'>,
  { actor, since }: { readonly actor: string; readonly since?: Day | undefined },
): Result<readonly EventDraft[]> {
  const started = mayStart(record, experiments.values());
  if (!started.ok) return started;
  const { key, flag } = record.design;
  const isOn = flags.get(flag)?.enabled ?? false;
  const note = `Started with the experiment ${key}.`;
  return ok([
    {
      actor,
      event: { type: 'experiment.started', key, version: record.version, ...(since === undefined ? {} : { since }) },
    },
    ...(isOn ? [] : [{ actor, event: { type: 'flag.set' as const, key: flag, enabled: true, note } }]),
  ]);
}
