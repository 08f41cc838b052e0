import type { CreativeTest, Proof, ProofMeasure, TogetherSummary } from '../contract/index.ts';
import { verdictSchema } from '../contract/index.ts';
import { proofRef } from '../proofs/index.ts';
import { type Html, html } from './html.ts';

/**
 * References of the numbers a report proves: the tiles, for each test in detail what its verdict rests on, and the figures of
 * the read of all tests together.
 */
export function reportProofRefs(tests: readonly CreativeTest[]): string[] {
  const refs = verdictSchema.options.map((verdict) => proofRef('creative.count', verdict));
  refs.push(proofRef('creative.tests'), proofRef('creative.variants'));
  for (const figure of TOGETHER_PROVEN) refs.push(proofRef('creative.archive', figure));
  for (const { test } of tests) {
    for (const measure of TEST_MEASURES) refs.push(proofRef(measure, test.testId));
    if (test.bestVariantId === null) continue;
    refs.push(proofRef('creative.p_best', test.testId, test.bestVariantId));
    refs.push(proofRef('creative.expected_loss', test.testId, test.bestVariantId));
  }
  return refs;
}

/** Figures of the read of all tests together that carry a proof on paper; each is a read of all tests anew. */
const TOGETHER_PROVEN: readonly (keyof TogetherSummary)[] = [
  'declaredCompared',
  'holdFdr',
  'holdFwer',
  'restFdr',
  'unhealthy',
  'medianShrunkenLift',
];

const TEST_MEASURES: readonly ProofMeasure[] = [
  'creative.verdict',
  'creative.test_impressions',
  'creative.test_clicks',
  'creative.uplift',
  'creative.srm',
];

/** Writes a number as a link to its proof further down, where the report holds one. */
export type Proven = (text: string, measure: ProofMeasure, ...keys: readonly string[]) => Html;

export function provenBy(proofs: readonly Proof[]): Proven {
  const ids = new Map(proofs.map((proof) => [proof.ref, proof.id]));
  return (text, measure, ...keys) => {
    const id = ids.get(proofRef(measure, ...keys));
    return id === undefined ? html`${text}` : html`<a class="proven" href="#${id}">${text}</a>`;
  };
}
