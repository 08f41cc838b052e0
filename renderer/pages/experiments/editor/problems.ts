import { experimentDesignSchema } from '../../../../engine/contract/experiment-design.ts';
import type { ExperimentDesign } from '../../../../engine/contract/index.ts';
import { readCondition, takes } from './condition.ts';
import { amountOf, toCandidate } from './to-candidate.ts';
import { readTyped } from './typed-text.ts';
import type { DesignValues } from './values.ts';
import { wordsFor } from './words.ts';

/** What is wrong with a field, by its path: `variations.1.key`. */
export type Problems = Readonly<Record<string, string>>;

/** The second and later of equal entries. */
function repeated(entries: readonly string[]): readonly number[] {
  return entries.flatMap((entry, index) => (entry !== '' && entries.indexOf(entry) < index ? [index] : []));
}

function* ownProblems(values: DesignValues): Generator<readonly [string, string]> {
  for (const index of repeated(values.variations.map(({ key }) => key)))
    yield [`variations.${index}.key`, 'Another variation has this key'];
  for (const index of repeated(values.metrics.map(({ id }) => id)))
    yield [`metrics.${index}.id`, 'Another metric has this id'];
  const weights = values.variations.map(({ weight }) => amountOf(weight) ?? 0);
  const sum = weights.reduce((all, weight) => all + weight, 0);
  if (Math.abs(sum - 100) >= 0.05)
    yield ['weights', `The weights add up to ${Number(sum.toFixed(2))} %; they have to add up to 100 %`];
  for (const [index, { value }] of values.variations.entries()) {
    const read = readTyped(values.valueType, value);
    if (!read.ok) yield [`variations.${index}.value`, read.why];
  }
  const fallback = readTyped(values.valueType, values.defaultValue);
  if (!fallback.ok) yield ['defaultValue', fallback.why];
  if (values.targeting.mode === 'json') {
    const read = readCondition(values.targeting.json);
    if (!read.ok) yield ['targeting.json', read.why];
  } else
    for (const [index, row] of values.targeting.rows.entries()) {
      if (row.attribute.trim() === '') yield [`targeting.rows.${index}.attribute`, 'Name an attribute'];
      if (takes(row.operator) === 'many' && row.values.length === 0)
        yield [`targeting.rows.${index}.values`, 'Name at least one value'];
    }
  if (values.hasNamespace) {
    const [from, to] = [amountOf(values.namespace.from), amountOf(values.namespace.to)];
    if (from !== undefined && to !== undefined && to <= from)
      yield ['namespace.to', 'The part has to end after it begins'];
  }
}

/** Fields in the order they are met on the page. */
const ORDER: readonly RegExp[] = [
  ...[/^name/, /^key/, /^(hypothesis|flag|seed)/, /^unit/, /^coverage/, /^holdout/, /^targeting/, /^namespace/],
  ...[/^defaultValue/, /^variations/, /^weights/, /^metrics/, /^rule/, /^plan/],
];

/** The problems as somebody meets them who reads the page from its top. */
const asOnPage = (problems: Problems): Problems => {
  const place = (path: string): number => ORDER.findIndex((shape) => shape.test(path));
  const row = (path: string): number => Number(/\.(\d+)/.exec(path)?.[1] ?? 0);
  return Object.fromEntries(Object.entries(problems).toSorted(([a], [b]) => place(a) - place(b) || row(a) - row(b)));
};

/**
 * The design that the fields make, or what keeps them from making one: each problem at its field, in plain words and in
 * the order of the page. `taken` are the keys of other experiments.
 */
export function readDesign(
  values: DesignValues,
  taken: readonly string[] = [],
): { readonly ok: true; readonly design: ExperimentDesign } | { readonly ok: false; readonly problems: Problems } {
  const problems: Record<string, string> = Object.fromEntries(ownProblems(values));
  const parsed = experimentDesignSchema.safeParse(toCandidate(values));
  for (const issue of parsed.error?.issues ?? []) {
    const path = issue.path.map(String).join('.');
    const hasOwn = path === 'targeting' && Object.keys(problems).some((known) => known.startsWith('targeting.'));
    // Flag and seed are as the key unless somebody writes one: what is wrong then is the key.
    const isTheKey = (path === 'flag' && values.flag === '') || (path === 'seed' && values.seed === '');
    if (!hasOwn && !isTheKey) problems[path] ??= wordsFor(path);
  }
  if (problems['plan.baseline'] !== undefined && !hasGoal(values.metrics))
    problems['plan.baseline'] = 'Add a goal to take it from the data, or enter its value today';
  if (taken.includes(values.key)) problems.key = 'Another experiment has this key';
  if (parsed.success && Object.keys(problems).length === 0) return { ok: true, design: parsed.data };
  return { ok: false, problems: asOnPage(problems) };
}

const hasGoal = (metrics: readonly { readonly role: string }[]): boolean => metrics.some(({ role }) => role === 'goal');

/** What a design still needs before it can be started, beside being one: asked of the fields, whether they make one or not. */
export function missingForStart(values: DesignValues): readonly string[] {
  const { metrics, hypothesis, hasPlan, coverage, variations } = values;
  return [
    ...(hasGoal(metrics) ? [] : ['Name at least one goal: it is what decides.']),
    ...(hasPlan ? [] : ['Plan its length, so that it can be said when it is done.']),
    ...([coverage, ...variations.map(({ weight }) => weight)].some((share) => amountOf(share) === 0)
      ? ['Give the experiment and each variation a share above zero: else nobody is in it.']
      : []),
    ...(hypothesis.trim() === ''
      ? ['Write the hypothesis: what is believed, and what would be seen if it is true.']
      : []),
  ];
}
