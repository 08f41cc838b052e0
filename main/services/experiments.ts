import type { Services } from '../../engine/api/index.ts';
import type {
  ExperimentDecision,
  ExperimentRecord,
  ExperimentResult,
  FeatureFlag,
  ProposalView,
} from '../../engine/contract/index.ts';
import { appError, type Clock, type Day, dayIn, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Assignments } from '../../engine/experiments/assignments/index.ts';
import {
  flagViews,
  mayCountSince,
  mayDecide,
  mayRemove,
  maySave,
  maySetFlag,
  mayStart,
  mayStop,
  sizeOf,
  startEvents,
} from '../../engine/experiments/lifecycle/index.ts';
import type { Session } from '../../engine/members/index.ts';
import { formatDay } from '../../engine/serializer/index.ts';
import type { CacheClient, ListExtent } from '../../engine/store/cache/types.ts';
import type { EventDraft, Spine, SpineState } from '../../engine/store/journal/index.ts';
import { experimentLog } from './experiment-log.ts';
import { journaledBy } from './journaled.ts';

type Permission = ExperimentResult['may']['edit'];

interface Needs {
  readonly cache: Pick<CacheClient, 'experimentList' | 'experimentRead' | 'experimentVocabulary'>;
  readonly spine: Spine;
  readonly session: Session;
  readonly clock: Pick<Clock, 'millis'>;
  readonly units: Pick<Assignments, 'assign' | 'expose'>;
  readonly propose: (key: string, decision: Omit<ExperimentDecision, 'proposalId'>) => Promise<Result<ProposalView>>;
}

const withSignal = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal });

const recordIn = ({ experiments }: SpineState, key: string): Result<ExperimentRecord> => {
  const record = experiments.get(key);
  return record === undefined ? err(appError('NOT_FOUND', { what: 'Experiment', id: key })) : ok(record);
};

/**
 * Experiments: the records are the journal's, the reads the data worker's. Everything that is written down needs a
 * signed-in member. docs/spec/experiments.md EX1–EX19.
 */
export function createExperiments({ cache, spine, session, units, clock, propose }: Needs): Services['experiments'] {
  const journaled = journaledBy(session, spine);

  /** The same for one experiment; resolves to its record as it is then. */
  const changed = async (
    key: string,
    decide: (record: ExperimentRecord, state: SpineState, by: Uuid) => Result<readonly EventDraft[]>,
  ): Promise<Result<ExperimentRecord>> => {
    const done = await journaled((state, by) => {
      const record = recordIn(state, key);
      return record.ok ? decide(record.value, state, by) : record;
    });
    return done.ok ? recordIn(spine.state, key) : done;
  };

  const flags = (): readonly FeatureFlag[] => flagViews(spine.state.experiments.values(), spine.state.flags);

  /** The first exposure is the data worker's to tell. Resolves to the version of the draft it was told for. */
  const countsSince = async (key: string, since: Day): Promise<Result<number>> => {
    const record = recordIn(spine.state, key);
    if (!record.ok) return record;
    const may = mayStart(record.value, spine.state.experiments.values());
    if (!may.ok) return may;
    const read = await cache.experimentRead({ experiment: record.value });
    if (!read.ok) return read;
    const { firstDay } = read.value;
    const today = dayIn(clock.millis(), 'Etc/UTC');
    const counts = mayCountSince(record.value.design, since, { firstDay, today });
    return counts.ok ? ok(record.value.version) : counts;
  };

  const may = (record: ExperimentRecord): ExperimentResult['may'] => {
    const signedIn = session.memberId() !== null;
    const permission = (allowed: Result<unknown>): Permission => {
      if (!allowed.ok) return { allowed: false, reason: allowed.error.message };
      return signedIn
        ? { allowed: true, reason: '' }
        : { allowed: false, reason: appError('SIGN_IN_REQUIRED').message };
    };
    return {
      edit: permission(maySave(record.design, record)),
      start: permission(mayStart(record, spine.state.experiments.values())),
      stop: permission(mayStop(record)),
      decide: permission(mayDecide(record)),
    };
  };

  const list = (extent: ListExtent, signal: AbortSignal | undefined) =>
    cache.experimentList({ experiments: [...spine.state.experiments.values()], extent }, withSignal(signal));

  return {
    list: (signal) => list('all', signal),
    known: (signal) => list('record', signal),
    async *listing(signal) {
      for (let extent: ListExtent = 'record'; ; extent = extent === 'record' ? 'units' : 'some') {
        const known = await list(extent, signal);
        yield known;
        if (!known.ok || known.value.reading === 'done') return;
      }
    },
    result: async (key, signal) => {
      const record = recordIn(spine.state, key);
      if (!record.ok) return record;
      const read = await cache.experimentRead({ experiment: record.value }, withSignal(signal));
      if (!read.ok) return read;
      return ok({
        read: read.value,
        log: experimentLog(spine.entries(), key, spine.state),
        may: may(record.value),
      });
    },
    vocabulary: (signal) => cache.experimentVocabulary(withSignal(signal)),
    size: async (input) => sizeOf(input),
    save: async (design) => {
      const done = await journaled((state, actor) => {
        const version = maySave(design, state.experiments.get(design.key));
        if (!version.ok) return version;
        return ok([{ actor, event: { type: 'experiment.saved', design, version: version.value } }]);
      });
      return done.ok ? recordIn(spine.state, design.key) : done;
    },
    remove: async (key, reason) => {
      const done = await journaled((state, actor) => {
        const record = recordIn(state, key);
        if (!record.ok) return record;
        const removed = mayRemove(record.value);
        return removed.ok ? ok([{ actor, event: { type: 'experiment.removed', key, reason } }]) : removed;
      });
      return done.ok ? ok({ key }) : done;
    },
    start: async (key, since) => {
      if (since === undefined) return changed(key, (record, state, actor) => startEvents(record, state, { actor }));
      const judged = await countsSince(key, since);
      if (!judged.ok) return judged;
      return changed(key, (record, state, actor) =>
        record.version === judged.value
          ? startEvents(record, state, { actor, since })
          : err(
              appError('EXPERIMENT_SINCE', { key, day: formatDay(since), reason: 'its draft was changed meanwhile' }),
            ),
      );
    },
    stop: (key, reason) =>
      changed(key, (record, _, actor) => {
        const stopped = mayStop(record);
        return stopped.ok ? ok([{ actor, event: { type: 'experiment.stopped', key, reason } }]) : stopped;
      }),
    decide: async (key, decision) => {
      const record = recordIn(spine.state, key);
      if (!record.ok) return record;
      const decided = mayDecide(record.value);
      return decided.ok ? propose(key, decision) : decided;
    },
    assign: (input) => units.assign(input),
    expose: (input) => units.expose(input),
    flags: async () => ok(flags()),
    setFlag: async ({ key, enabled, note }) => {
      const done = await journaled((_, actor) => {
        const free = maySetFlag(key);
        return free.ok ? ok([{ actor, event: { type: 'flag.set', key, enabled, note } }]) : free;
      });
      return done.ok ? ok(flags()) : done;
    },
  };
}
