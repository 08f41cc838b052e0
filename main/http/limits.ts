/** How much one client may ask of the server. Times in milliseconds, sizes in bytes, rates in requests a second. */
export interface HttpLimits {
  readonly body: number;
  /** Request line and headers together. */
  readonly headers: number;
  readonly headersTime: number;
  /** Until the whole request has arrived. */
  readonly requestTime: number;
  readonly idleTime: number;
  readonly connections: number;
  /** Requests on one connection; it ends with the last of them. */
  readonly requestsPerConnection: number;
  /** Until somebody takes a byte of what is to be sent. */
  readonly readTime: number;
  /** Until an answer that is complete has been taken whole, however steadily it is read. */
  readonly sendTime: number;
  /** Assignments and exposures; anything else; requests without a valid token. `burst` may come at once. */
  readonly rates: Readonly<
    Record<'assign' | 'other' | 'refused', { readonly perSecond: number; readonly burst: number }>
  >;
  /** How long work that is under way may take when the server closes. */
  readonly closingTime: number;
}

export const LIMITS: HttpLimits = {
  body: 1024 * 1024,
  headers: 16 * 1024,
  headersTime: 10_000,
  requestTime: 30_000,
  idleTime: 60_000,
  connections: 512,
  requestsPerConnection: 1_000_000,
  readTime: 30_000,
  sendTime: 300_000,
  rates: {
    assign: { perSecond: 50_000, burst: 100_000 },
    other: { perSecond: 100, burst: 300 },
    refused: { perSecond: 5, burst: 20 },
  },
  closingTime: 30_000,
};
