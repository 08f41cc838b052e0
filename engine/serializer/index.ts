export { type CsvTable, toCsv } from './csv.ts';
export { MISSING } from './missing.ts';
export { formatMoney, minorDigits } from './money.ts';
export {
  DEFAULT_LOCALE,
  formatBytes,
  formatCount,
  formatNumber,
  formatPoints,
  formatProbability,
  formatPValue,
  formatRate,
} from './numbers.ts';
export { cleanText, formatCounted, formatId, formatText } from './text.ts';
export { formatAgo, formatDay, formatDayRange, formatDuration, formatInstant, formatTime, formatZone } from './time.ts';
export { formatInterval, formatValue, formatValueExact } from './value.ts';
