/** What a reader calls the fields that are in no list. */
const PLACES: Readonly<Record<string, string>> = {
  key: 'Key',
  name: 'Name',
  hypothesis: 'Hypothesis',
  unit: 'Unit',
  flag: 'Flag',
  seed: 'Seed',
  holdout: 'Holdout',
  coverage: 'Coverage',
  weights: 'Weights',
  defaultValue: 'Everybody else gets',
  'rule.alpha': 'False alarms',
  'rule.chanceToWin': 'Chance to win',
  'rule.covariateDays': 'Days before exposure',
  'rule.minDays': 'At least so many days',
  'rule.minUnits': 'At least so many units',
  'rule.guardrailMargin': 'Guardrails may lose',
  'plan.minimumEffect': 'Smallest effect',
  'plan.power': 'Power',
  'plan.baseline': 'Goal today',
  'plan.sd': 'Spread between units',
  'plan.unitsPerDay': 'Units a day',
  'plan.days': 'Planned length',
};

const LISTS: readonly (readonly [RegExp, (index: number) => string])[] = [
  [/^variations\.(\d+)/, (index) => (index === 0 ? 'Control' : `Variation ${index}`)],
  [/^metrics\.(\d+)/, (index) => `Metric ${index + 1}`],
  [/^targeting\.rows\.(\d+)/, (index) => `Condition ${index + 1}`],
];

/** Where a problem is, as a reader would call it: "Variation 1, key". */
export function placeOf(path: string): string {
  const known = PLACES[path];
  if (known !== undefined) return known;
  for (const [shape, named] of LISTS) {
    const found = shape.exec(path);
    if (found === null) continue;
    const field = path.split('.').at(-1) ?? '';
    return /^\d+$/.test(field) ? named(Number(found[1])) : `${named(Number(found[1]))}, ${field}`;
  }
  if (path.startsWith('targeting')) return 'Condition';
  if (path.startsWith('namespace')) return 'Namespace';
  return path.startsWith('rule.prior') ? 'Prior' : 'Design';
}
