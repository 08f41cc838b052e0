import type { GuardrailEvaluation } from '../contract/index.ts';
import type { Uuid } from '../core/index.ts';
import type { ProposalRecord, SpineState } from '../store/journal/index.ts';
import { judge, type Surroundings } from './judge.ts';
import { proposalStateAt } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';

type ReadPorts = Pick<ApprovalPorts, 'readTest' | 'freshness' | 'clock'>;

/** What the guardrails look at outside the journal, read now. */
export async function readSurroundings(ports: ReadPorts, testId: string): Promise<Surroundings> {
  const [test, freshness] = await Promise.all([ports.readTest(testId), ports.freshness()]);
  return { test: test.ok ? test.value : null, freshness: freshness.ok ? freshness.value : null };
}

/** The guardrails of a proposal: as they stand now while it is in review, afterwards as they were kept with it. */
export async function judgeNow(
  ports: ReadPorts,
  state: SpineState,
  { proposal, ...record }: ProposalRecord,
): Promise<readonly GuardrailEvaluation[]> {
  const { id, proposerId, payload, guardrails } = proposal;
  const now = ports.clock.now();
  if (payload.kind !== 'creative.publish' || proposalStateAt({ proposal, ...record }, now) !== 'in_review')
    return guardrails;
  const surroundings = await readSurroundings(ports, payload.testId);
  const financialProduct = payload.specialAdCategories.length > 0;
  return judge(state, { proposalId: id, proposerId, payload }, { surroundings, financialProduct, now });
}

/** The same of every proposal there is, by its id. Data that several of them rest on are read once. */
export async function judgeAllNow(
  ports: ReadPorts,
  state: SpineState,
): Promise<ReadonlyMap<Uuid, readonly GuardrailEvaluation[]>> {
  const tests = new Map<string, ReturnType<ReadPorts['readTest']>>();
  let freshness: ReturnType<ReadPorts['freshness']> | null = null;
  const shared: ReadPorts = {
    clock: ports.clock,
    readTest(testId) {
      const read = tests.get(testId) ?? ports.readTest(testId);
      tests.set(testId, read);
      return read;
    },
    freshness() {
      freshness ??= ports.freshness();
      return freshness;
    },
  };
  const judged = [...state.proposals].map(async ([id, record]) => [id, await judgeNow(shared, state, record)] as const);
  return new Map(await Promise.all(judged));
}
