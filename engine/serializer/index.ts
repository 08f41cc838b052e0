export { formatAny } from './any.ts';
export { formatDayTick, formatTick } from './axis.ts';
export { conditionWords } from './condition.ts';
export { type CsvOptions, type CsvTable, cellText, fileNameOf, guarded, startsFormula, toCsv } from './csv.ts';
export { formatDay, formatDayRange, formatMonth } from './day.ts';
export { formatAgo, formatDays, formatDuration, formatSpan } from './duration.ts';
export { formatFailure } from './failure.ts';
export { formatInstant, formatInstantExact, formatTime, formatZone } from './instant.ts';
export { formatMetric, formatMetricDifference, formatMetricInterval, formatMetricKind } from './metric.ts';
export { MISSING } from './missing.ts';
export { formatCompactMoney, formatMinor, formatMoney, formatStake, minorDigits } from './money.ts';
export {
  DEFAULT_LOCALE,
  formatBytes,
  formatCompact,
  formatCount,
  formatNumber,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
  formatRatio,
} from './numbers.ts';
export { cleanText, formatCounted, formatId, formatText } from './text.ts';
export {
  formatChange,
  formatInterval,
  formatRelativeChange,
  formatValue,
  formatValueExact,
  type IntervalKind,
  type Reader,
} from './value.ts';
export { worded } from './worded.ts';
