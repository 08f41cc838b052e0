import type { DatasetFreshness, FreshnessState, GuardrailEvaluation, GuardrailOutcome } from '../../contract/index.ts';
import { formatDay, formatInstant } from '../../serializer/index.ts';

const OUTCOME: Readonly<Record<FreshnessState, GuardrailOutcome>> = {
  fresh: 'pass',
  late: 'warn',
  stale: 'block',
  unknown: 'unknown',
};

/** Whether the data the read rests on are as new as their contract promises. `null`: it could not be read. */
export function freshData(freshness: DatasetFreshness | null): GuardrailEvaluation {
  const dataThrough = freshness?.dataThrough ?? null;
  return {
    guardrail: 'fresh-data',
    title: 'Fresh data',
    outcome: OUTCOME[freshness?.state ?? 'unknown'],
    evidence: evidenceOf(freshness),
    measured: { state: freshness?.state ?? 'unknown', dataThrough: dataThrough ?? 'unknown' },
    dataThrough,
  };
}

/** From the best to the worst. */
const STATES: readonly FreshnessState[] = ['fresh', 'late', 'stale', 'unknown'];

const rank = (freshness: DatasetFreshness | null): number => STATES.indexOf(freshness?.state ?? 'unknown');

/** The same of several datasets: the worst of them is told. `null`, or no dataset: it could not be read. */
export function oldestData(
  freshness: readonly DatasetFreshness[] | null,
  datasets: readonly string[],
): GuardrailEvaluation {
  const all = datasets.map((name) => freshness?.find(({ dataset }) => dataset === name) ?? null);
  return freshData(all.reduce((a, b) => (rank(b) > rank(a) ? b : a), all[0] ?? null));
}

function evidenceOf(freshness: DatasetFreshness | null): string {
  if (freshness === null || freshness.dataThrough === null)
    return 'Nothing has been loaded that tells how new the data are.';
  const through = `Data through ${formatDay(freshness.dataThrough)}`;
  if (freshness.dueAt === null) return `${through}; the contract does not say when newer data are due.`;
  const due = formatInstant(freshness.dueAt);
  switch (freshness.state) {
    case 'fresh':
      return `${through}; the next day is due ${due}.`;
    case 'late':
      return `${through}; the next day was due ${due} and is late.`;
    case 'stale':
      return `${through}; the next day was due ${due}, longer ago than the contract allows twice over.`;
    case 'unknown':
      return `${through}; whether that is new enough is not known.`;
  }
}
