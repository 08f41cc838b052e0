export { isLoopback, mayCarryTokens, urlOf } from './address.ts';
export type { Brand } from './brand.ts';
export { canonicalJson, type Json } from './canonical.ts';
export {
  addDays,
  addMonths,
  type Day,
  dayIn,
  dayOf,
  daysBetween,
  daysFrom,
  isDay,
  isoWeekMonday,
  monthOf,
  startOfDay,
  weekdayOf,
} from './day.ts';
export {
  type AppError,
  appError,
  ERROR_TABLE,
  type ErrorCode,
  type ErrorDetail,
  type ErrorText,
  isErrorCode,
} from './errors.ts';
export { isUuid, newId, type Uuid } from './ids.ts';
export { type Instant, instantOf, isInstant, millisOf } from './instant.ts';
export { addMoney, type Money, money } from './money.ts';
export { plainIssue } from './plain-issue.ts';
export type { Clock, Net, NetFailure, NetRequest, NetResponse, Random, SecretStore } from './ports.ts';
export { err, ok, type Result } from './result.ts';
export { unkeptText } from './unkept-text.ts';
