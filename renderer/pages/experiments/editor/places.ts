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

/** Fields of lists whose label is not their name in the design. */
const FIELDS: Readonly<Record<string, string>> = {
  delayHours: 'counts after',
  hours: 'counts for',
  level: 'quantile',
};

/** What a field of a list is called: a metric's event, what it is divided by, what its values are held at. */
function fieldOf(path: string): string {
  if (path.endsWith('denominator.event')) return 'divided by';
  if (path.endsWith('capping.value')) return 'at most, per unit';
  const field = path.split('.').at(-1) ?? '';
  return FIELDS[field] ?? field;
}

/** Where a problem is, as a reader would call it: "Variation 1, key". */
export function placeOf(path: string): string {
  const known = PLACES[path];
  if (known !== undefined) return known;
  for (const [shape, named] of LISTS) {
    const found = shape.exec(path);
    if (found === null) continue;
    const field = fieldOf(path);
    return /^\d+$/.test(field) ? named(Number(found[1])) : `${named(Number(found[1]))}, ${field}`;
  }
  if (path.startsWith('targeting')) return 'Condition';
  if (path.startsWith('namespace')) return 'Namespace';
  return path.startsWith('rule.prior') ? 'Prior' : 'Design';
}
