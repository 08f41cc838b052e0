import type { Look, Trial } from '../../../engine/experiments/stats/index.ts';

/** What one variant of a test was shown and clicked. */
export interface Counted {
  readonly impressions: number;
  readonly clicks: number;
}

/**
 * One variant against itself: its impressions, clicked ones among them, come in random order, each goes to one of two arms
 * by a fair coin, and there is a look after each of `looks` equal parts. The truth is no effect at all.
 */
export function splitTrial(uniform: () => number, { impressions, clicks }: Counted, looks: number): Trial {
  const control = { n: 0, successes: 0 };
  const treatment = { n: 0, successes: 0 };
  const seen: Look[] = [];
  let [left, clicksLeft] = [impressions, clicks];
  for (let look = 1; look <= looks; look += 1) {
    const until = impressions - Math.round((impressions * look) / looks);
    for (; left > until; left -= 1) {
      const arm = uniform() < 0.5 ? control : treatment;
      arm.n += 1;
      if (uniform() * left < clicksLeft) {
        arm.successes += 1;
        clicksLeft -= 1;
      }
    }
    seen.push({ control: { kind: 'proportion', ...control }, treatment: { kind: 'proportion', ...treatment } });
  }
  return { looks: seen, truth: 0 };
}

/** So many splits, each of a variant drawn at random. */
export function* splits(
  uniform: () => number,
  variants: readonly Counted[],
  { times, looks }: { readonly times: number; readonly looks: number },
): Generator<Trial> {
  for (let i = 0; i < times; i += 1) {
    const variant = variants[Math.floor(uniform() * variants.length)];
    if (variant !== undefined) yield splitTrial(uniform, variant, looks);
  }
}
