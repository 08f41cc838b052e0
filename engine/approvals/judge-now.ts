import { type GuardrailEvaluation, isRollback, type ProposedPayload } from '../contract/index.ts';
import type { Uuid } from '../core/index.ts';
import type { ProposalRecord, SpineState } from '../store/journal/index.ts';
import { judge, type Surroundings } from './judge.ts';
import { proposalStateAt } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';

type ReadPorts = Pick<ApprovalPorts, 'readTest' | 'readExperiment' | 'freshness' | 'clock'>;

/** What the guardrails look at outside the journal, read now. */
export async function readSurroundings(ports: ReadPorts, payload: ProposedPayload): Promise<Surroundings> {
  switch (payload.kind) {
    case 'creative.publish': {
      const [test, freshness] = await Promise.all([ports.readTest(payload.testId), ports.freshness()]);
      return { test: test.ok ? test.value : null, experiment: null, freshness: freshness.ok ? freshness.value : null };
    }
    case 'experiment.decide': {
      const [read, freshness] = await Promise.all([ports.readExperiment(payload.experimentKey), ports.freshness()]);
      return { test: null, experiment: read.ok ? read.value : null, freshness: freshness.ok ? freshness.value : null };
    }
  }
}

/** The guardrails of a proposal: as they stand now while it is in review, afterwards as they were kept with it. */
export async function judgeNow(
  ports: ReadPorts,
  state: SpineState,
  { proposal, ...record }: ProposalRecord,
): Promise<readonly GuardrailEvaluation[]> {
  const { id, proposerId, payload, stakePerDay, guardrails } = proposal;
  const now = ports.clock.now();
  if (isRollback(payload) || proposalStateAt({ proposal, ...record }, now) !== 'in_review') return guardrails;
  const surroundings = await readSurroundings(ports, payload);
  return judge(state, { proposalId: id, proposerId, payload, stakePerDay }, { surroundings, now });
}

/** The same of every proposal there is, by its id. Data that several of them rest on are read once. */
export async function judgeAllNow(
  ports: ReadPorts,
  state: SpineState,
): Promise<ReadonlyMap<Uuid, readonly GuardrailEvaluation[]>> {
  let freshness: ReturnType<ReadPorts['freshness']> | null = null;
  const shared: ReadPorts = {
    clock: ports.clock,
    readTest: onceEach(ports.readTest),
    readExperiment: onceEach(ports.readExperiment),
    freshness() {
      freshness ??= ports.freshness();
      return freshness;
    },
  };
  const judged = [...state.proposals].map(async ([id, record]) => [id, await judgeNow(shared, state, record)] as const);
  return new Map(await Promise.all(judged));
}

function onceEach<T>(read: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}
