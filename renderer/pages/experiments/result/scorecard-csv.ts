import type { ExperimentRead } from '../../../../engine/contract/index.ts';
import { toCsv } from '../../../../engine/serializer/index.ts';
import { scorecardGroups, showsEffects } from './scorecard-rows.ts';

const COLUMNS = [
  'experiment',
  'verdict',
  'metric',
  'role',
  'variation',
  'controlUnits',
  'controlValue',
  'units',
  'value',
  'effect',
  'effectLow',
  'effectHigh',
  'level',
  'difference',
  'pValue',
  'adjustedPValue',
  'chanceToWin',
  'expectedLoss',
  'varianceReduction',
  'reads',
  'gap',
] as const;

/** The scorecard in full precision. An unhealthy experiment has its rows without effects, as on the page. */
export function scorecardCsv(read: ExperimentRead): string {
  const shown = showsEffects(read);
  const only = <T>(value: T): T | null => (shown ? value : null);
  const rows = scorecardGroups(read).flatMap((group) =>
    group.rows.map(({ metric, comparison, control, arm }) => [
      read.experiment.design.key,
      read.verdict.state,
      metric.id,
      metric.role,
      comparison.variation,
      control?.units ?? null,
      only(control?.value ?? null),
      arm?.units ?? null,
      only(arm?.value ?? null),
      only(comparison.estimate),
      only(comparison.interval?.low ?? null),
      only(comparison.interval?.high ?? null),
      only(comparison.interval?.level ?? null),
      only(comparison.difference),
      only(comparison.pValue),
      only(comparison.adjustedPValue),
      only(comparison.chanceToWin),
      only(comparison.expectedLoss),
      only(comparison.varianceReduction),
      shown ? comparison.reads : 'no_read',
      comparison.gap,
    ]),
  );
  return toCsv({ columns: COLUMNS, rows });
}
