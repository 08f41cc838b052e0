export interface TokenBucketOptions {
  readonly perSecond: number;
  /** What may be taken at once after a pause. */
  readonly burst: number;
  /** Milliseconds now. */
  readonly millis: () => number;
}

/** A token bucket (RFC 2697's idea, one rate): refills steadily, never above its burst. */
export class TokenBucket {
  readonly #options: TokenBucketOptions;
  #tokens: number;
  #at: number;

  constructor(options: TokenBucketOptions) {
    this.#options = options;
    this.#tokens = options.burst;
    this.#at = options.millis();
  }

  /** Takes one. Returns 0, or the seconds until there is one. A clock that is set back gives nothing and takes nothing. */
  take(): number {
    const { perSecond, burst, millis } = this.#options;
    const now = millis();
    const elapsed = Math.max(0, now - this.#at);
    this.#at = now;
    this.#tokens = Math.min(burst, this.#tokens + (elapsed * perSecond) / 1000);
    if (this.#tokens < 1) return (1 - this.#tokens) / perSecond;
    this.#tokens -= 1;
    return 0;
  }
}
