import { type GuardrailEvaluation, isRollback, type ProposedPayload } from '../contract/index.ts';
import { ok, type Result, type Uuid } from '../core/index.ts';
import type { CellFacts } from '../guardrails/index.ts';
import type { ProposalRecord, SpineState } from '../store/journal/index.ts';
import { judge, type Surroundings } from './judge.ts';
import { proposalStateAt } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';

export type ReadPorts = Pick<
  ApprovalPorts,
  'readTest' | 'readExperiment' | 'readBandit' | 'cellSpent' | 'freshness' | 'clock'
>;

/** The one thing a proposal rests on. */
export type Ground = Partial<Omit<Surroundings, 'freshness'>>;

/** What was read, and how new the data are. */
export async function surroundedBy(ports: Pick<ReadPorts, 'freshness'>, ground: Ground): Promise<Surroundings> {
  return { test: null, experiment: null, cell: null, ...ground, freshness: readOf(await ports.freshness()) };
}

/** What the guardrails look at outside the journal, read now. */
export async function readSurroundings(ports: ReadPorts, payload: ProposedPayload): Promise<Surroundings> {
  return surroundedBy(ports, await groundOf(ports, payload));
}

async function groundOf(ports: ReadPorts, payload: ProposedPayload): Promise<Ground> {
  switch (payload.kind) {
    case 'creative.publish':
      return { test: readOf(await ports.readTest(payload.testId)) };
    case 'experiment.decide':
      return { experiment: readOf(await ports.readExperiment(payload.experimentKey)) };
    case 'bandit.decide':
      return { cell: readOf(await readCell(ports, payload.cell)) };
  }
}

/** A cell with what it has spent. Fails as its read does; spend that can't be told is null. */
export async function readCell(
  ports: Pick<ReadPorts, 'readBandit' | 'cellSpent'>,
  cell: string,
): Promise<Result<CellFacts>> {
  const [read, spent] = await Promise.all([ports.readBandit(cell), ports.cellSpent(cell)]);
  return read.ok ? ok({ read: read.value, spent: readOf(spent) }) : read;
}

const readOf = <T>(result: Result<T>): T | null => (result.ok ? result.value : null);

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
    readBandit: onceEach(ports.readBandit),
    cellSpent: onceEach(ports.cellSpent),
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
