import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { experimentSizeInputSchema } from '../../../../engine/contract/experiment-design.ts';
import { api } from '../../../app/client.ts';
import { planCandidate, ruleCandidate } from './to-candidate.ts';
import type { DesignValues } from './values.ts';

const PAUSE_MS = 250;

const firstGoal = ({ metrics }: DesignValues) => metrics.find(({ role }) => role === 'goal');

/** Whether units either have the first goal or not. */
export const isBinaryGoal = (values: DesignValues): boolean => {
  const kind = firstGoal(values)?.kind;
  return kind === undefined || kind === 'proportion' || kind === 'retention';
};

/** Units, days and power of the plan as it is typed; asked again shortly after the last key. */
export function useSize(values: DesignValues) {
  const { plan, rule, variations, metrics, hasPlan } = values;
  const isBinary = isBinaryGoal(values);
  const goals = Math.max(1, metrics.filter(({ role }) => role === 'goal').length);
  const candidate = useMemo(
    () => ({
      plan: planCandidate(plan),
      rule: ruleCandidate(rule),
      variations: variations.length,
      goals,
      binary: isBinary,
    }),
    [plan, rule, variations.length, goals, isBinary],
  );
  const [asked] = useDebouncedValue(candidate, PAUSE_MS);
  const input = experimentSizeInputSchema.safeParse(asked);
  const options = input.success
    ? api.experiments.size.queryOptions({ input: input.data, placeholderData: keepPreviousData })
    : null;
  const query = useQuery({
    ...(options ?? api.experiments.size.queryOptions({ input: NOTHING })),
    enabled: hasPlan && options !== null,
  });
  return { query, isComplete: hasPlan && options !== null };
}

/** Never asked: stands in while the plan can not be read. */
const NOTHING = {
  plan: { minimumEffect: 0.05, power: 0.8, baseline: 0.1, sd: 0.3, unitsPerDay: 1, days: 1 },
  rule: {
    method: 'sequential',
    alpha: 0.05,
    correction: 'none',
    sides: 'two',
    prior: null,
    chanceToWin: 0.95,
    covariateDays: 0,
    minDays: 1,
    minUnits: 2,
    guardrailMargin: 0,
  },
  variations: 2,
  goals: 1,
  binary: true,
} as const;
