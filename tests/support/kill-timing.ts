/** Real time, so short: the server's late effects come within the settle time all the same. */
export const KILL_TIMING = {
  timeoutMs: 300,
  maxLateMs: 450,
  outbox: { settleMs: 700, backoffMs: 30, backoffMaxMs: 120, maxAttempts: 1_000 },
} as const;
