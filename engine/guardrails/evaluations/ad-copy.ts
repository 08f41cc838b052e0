import type { CreativePublish, GuardrailEvaluation } from '../../contract/index.ts';
import { urlOf } from '../../core/index.ts';
import { formatCount } from '../../serializer/index.ts';

/** Longer headlines are cut off in most placements; where exactly is the platform's choice, so it is a warning. */
const HEADLINE_GRAPHEMES = 40;
/** Control characters and marks that turn the direction of the text around them. */
const HIDDEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Whether the text can be shown as written and the link is safe. */
export function adCopy({ headline, body, link }: CreativePublish): GuardrailEvaluation {
  const length = [...graphemes.segment(headline)].length;
  const base = { guardrail: 'ad-copy', title: 'Ad copy', measured: { headlineCharacters: length }, dataThrough: null };
  const wrong = faultOf({ headline, body, link });
  if (wrong !== null) return { ...base, outcome: 'block', evidence: wrong };
  const count = `The headline has ${formatCount(length)} characters`;
  if (length > HEADLINE_GRAPHEMES) {
    const evidence = `${count}; above ${HEADLINE_GRAPHEMES} it may be cut off.`;
    return { ...base, outcome: 'warn', evidence };
  }
  return { ...base, outcome: 'pass', evidence: `${count} and the link is encrypted (https).` };
}

function faultOf({ headline, body, link }: Pick<CreativePublish, 'headline' | 'body' | 'link'>): string | null {
  if (headline.trim() === '') return 'The headline is empty.';
  if (urlOf(link)?.protocol !== 'https:') return 'The link does not begin with https.';
  if (HIDDEN.test(headline)) return 'The headline holds characters that can not be seen.';
  if (HIDDEN.test(body.replaceAll('\n', ''))) return 'The body holds characters that can not be seen.';
  return null;
}
