import fc from 'fast-check';

/**
 * Random definitions, units and conditions for the comparison with GrowthBook's kit: well formed, since what is
 * malformed is met by nobody here and by chance there. Few names and values, so that things meet.
 */

const optional = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  fc.record(fields, { requiredKeys: [] });

const texts = [
  '',
  '0',
  '1',
  '8',
  'a',
  'A',
  'ab',
  'ß',
  'Łódź',
  'ŁÓDŹ',
  '日本',
  '🎈',
  'null',
  'true',
  '1.2.3',
  '2026-01-02',
];
const versions = [
  '1.2.3',
  'v1.2.3',
  '1.2.3-beta.2',
  '1.2.3-beta.11',
  '1.2',
  '1.2.3+b',
  '10.0.0',
  '9.0.0',
  '123456.0.0',
];
const scalar = fc.oneof(
  fc.constantFrom(...texts),
  fc.constantFrom(...versions),
  fc.constantFrom(0, 1, -1, 0.5, 8, 1e21, 1e-7),
  fc.boolean(),
  fc.constant(null),
);
const list = fc.array(scalar, { maxLength: 4 });
const value = fc.oneof(
  { arbitrary: scalar, weight: 4 },
  list,
  fc.dictionary(fc.constantFrom('a', 'b', '0', 'length'), fc.oneof(scalar, list), { maxKeys: 3 }),
  fc.array(fc.record({ a: scalar }), { maxLength: 2 }),
);
const id = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('1', '2', 'müller', '日本', '', null, 0, 7, 4.5, true, false),
  fc.constant([1, null]),
);

export const attributes = optional({
  id,
  device: id,
  a: value,
  b: value,
  tags: list,
  version: fc.constantFrom(...versions),
});

const groupNames = ['bare', 'list', 'condition', 'itself', 'other', 'nowhere', '1'];
const paths = ['a', 'b', 'id', 'tags', 'tags.0', 'tags.length', 'a.b', 'a.a', 'b.0.a', 'version', 'missing', ''];
const path = fc.constantFrom(...paths);
const expressions = ['^a', '[0-9]', 'a|B', '^$', '^null$', 'object', '(', '/', '[a/]', 'ß', '\\.2'];
const types = ['null', 'array', 'string', 'number', 'boolean', 'object', 'undefined', 'date'];

/** One operator with what it is given. */
const operator = (name: string, given: fc.Arbitrary<unknown>) => fc.tuple(fc.constant(name), given);
const DEPTH = { maxDepth: 3, withCrossShrink: true } as const;

const plainOperators = [
  ...['$eq', '$ne', '$lt', '$lte', '$gt', '$gte', '$exists', '$near'].map((name) => operator(name, value)),
  ...['$veq', '$vne', '$vlt', '$vlte', '$vgt', '$vgte'].map((name) => operator(name, scalar)),
  ...['$in', '$nin', '$ini', '$nini'].map((name) => operator(name, fc.oneof(list, scalar))),
  ...['$inGroup', '$notInGroup'].map((name) => operator(name, fc.constantFrom(...groupNames))),
  ...['$regex', '$regexi'].map((name) => operator(name, fc.constantFrom(...expressions))),
  operator('$type', fc.constantFrom(...types)),
  operator('$size', fc.nat(4)),
] as const;

const { condition } = fc.letrec<{ condition: object; onValue: unknown; operators: object }>((tie) => ({
  operators: fc
    .array(
      fc.oneof(
        { ...DEPTH, depthIdentifier: 'condition' },
        fc.oneof(...plainOperators),
        fc.oneof(
          operator('$size', tie('operators')),
          operator('$all', fc.array(tie('onValue'), { maxLength: 2 })),
          operator('$alli', fc.array(tie('onValue'), { maxLength: 2 })),
          operator('$elemMatch', fc.oneof(tie('operators'), tie('condition'))),
          operator('$not', tie('onValue')),
        ),
      ),
      { minLength: 1, maxLength: 2 },
    )
    .map((pairs) => Object.fromEntries(pairs)),
  onValue: fc.oneof(
    { ...DEPTH, depthIdentifier: 'condition' },
    { arbitrary: value, weight: 1 },
    { arbitrary: tie('operators'), weight: 3 },
  ),
  condition: fc.oneof(
    { ...DEPTH, depthIdentifier: 'condition' },
    fc.dictionary(path, tie('onValue'), { maxKeys: 2 }),
    fc.record({ $or: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $and: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $nor: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ $not: tie('condition') }),
    fc.record({
      $savedGroup: fc.record({ id: fc.constantFrom(...groupNames), attributeKey: path }, { requiredKeys: ['id'] }),
    }),
  ),
}));

export { condition };

export const savedGroups = optional({
  bare: list,
  1: list,
  list: fc.record({ type: fc.constant('list'), attributeKey: path, values: list }),
  condition: fc.record({ type: fc.constant('condition'), condition }),
  itself: fc.constant({ type: 'condition', condition: { $not: { $savedGroup: { id: 'itself' } } } }),
  other: fc.constant({ type: 'cohort', values: ['1'] }),
});

const share = fc.integer({ min: -1, max: 11 }).map((tenths) => tenths / 10);
const range = fc.tuple(share, share);
const attribute = fc.constantFrom('id', 'id', 'device', 'a', 'missing', '');
const bucketVersion = fc.nat(2);
const hashVersion = fc.constantFrom(0, 1, 2, 2, 3);
const filter = fc.record(
  { seed: fc.constantFrom('f', ''), ranges: fc.array(range, { maxLength: 2 }), attribute, hashVersion },
  { requiredKeys: ['seed', 'ranges'] },
);

const bucketing = {
  coverage: fc.constantFrom(0, 0.3, 0.9, 1, 1.5, -0.2),
  weights: fc.constantFrom([0.2, 0.8], [0.5, 0.5], [0.2, 0.3, 0.5], [1], [0.9, 0.9]),
  ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
  hashAttribute: attribute,
  fallbackAttribute: attribute,
  hashVersion,
  seed: fc.constantFrom('', 's', 'ünï'),
  disableStickyBucketing: fc.boolean(),
  bucketVersion,
  minBucketVersion: bucketVersion,
  namespace: fc.tuple(fc.constantFrom('n', 'é'), share, share),
  filters: fc.array(filter, { maxLength: 2 }),
  name: fc.constantFrom('', 'name'),
  phase: fc.constantFrom('', '1'),
  condition: fc.oneof(fc.constant({}), condition),
} as const;

const featureNames = ['f0', 'f1', 'f2'];
const parents = fc.array(
  fc.record(
    {
      id: fc.constantFrom(...featureNames, 'nowhere'),
      condition: fc.constantFrom({}, { value: true }, { value: { $exists: true } }, { value: { $ne: 1 } }),
      gate: fc.boolean(),
    },
    { requiredKeys: ['id'] },
  ),
  { maxLength: 2 },
);

/** Fields for which null is a value of its own, or none at all. */
const NO_NULL: ReadonlySet<string> = new Set(['coverage', 'bucketVersion', 'minBucketVersion', 'force']);

/** Each field given, null or missing. */
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(fields: T) =>
  optional(
    Object.fromEntries(
      Object.entries(fields).map(([name, each]) => [name, NO_NULL.has(name) ? each : fc.option(each, { freq: 5 })]),
    ),
  );

const variation = fc.constantFrom(0, 1, 'a', '', true, false, null);
const variationMeta = optional({
  key: fc.constantFrom('0', '1', 'k0', ''),
  name: fc.constantFrom('', 'n'),
  passthrough: fc.boolean(),
});
const variations = fc.integer({ min: 1, max: 3 }).chain((count) =>
  fc.record(
    {
      variations: fc.array(variation, { minLength: count, maxLength: count }),
      meta: fc.array(variationMeta, { minLength: count, maxLength: count }),
    },
    { requiredKeys: ['variations'] },
  ),
);
const keys = fc.constantFrom('e0', 'e1', '');
const shared = fc.oneof(fc.constant({}), some(bucketing));

const rule = fc
  .oneof(
    fc.tuple(shared, variations, optional({ key: keys, id: keys, parentConditions: parents })),
    fc.tuple(shared, fc.record({ force: variation }), optional({ id: keys, range, parentConditions: parents })),
    fc
      .tuple(shared, variations, fc.constantFrom('bandit', 'nowhere', ''))
      .map(([all, { variations: contextualVariations, ...meta }, contextualBanditRef]) => [
        all,
        { ...meta, contextualVariations },
        { contextualBanditRef },
      ]),
  )
  .map((parts) => Object.assign({}, ...parts));

const feature = optional({ defaultValue: variation, rules: fc.array(rule, { maxLength: 3 }) });

const urls = [
  '',
  'https://a.example/',
  'https://a.example/?e0=1',
  'https://a.example/x?f0=0x1&e1=9#e0=1',
  '/x?exp=1',
  'https://ü.example/é',
];

export const context = optional({
  attributes,
  attributeOverrides: optional({ id, a: value }),
  features: optional({ f0: feature, f1: feature, f2: feature }),
  savedGroups,
  contextualBandits: fc.constant({
    bandit: { banditVersion: 3, contexts: [{ leafId: 4, condition: { id: '1' }, weights: [0.1, 0.9] }] },
  }),
  enabled: fc.constantFrom(true, true, false),
  qaMode: fc.constantFrom(false, false, true),
  url: fc.constantFrom(...urls),
  groups: fc.dictionary(fc.constantFrom('beta', 'alpha'), fc.boolean()),
  forcedVariations: fc.dictionary(fc.constantFrom('e0', 'exp'), fc.integer({ min: -1, max: 3 }), { maxKeys: 1 }),
  overrides: fc.dictionary(
    fc.constantFrom('e0', 'f0', 'exp'),
    optional({ coverage: share, force: fc.nat(2), active: fc.boolean(), weights: bucketing.weights, condition }),
    { maxKeys: 1 },
  ),
});

const patterns = [
  '/',
  '/x',
  '*',
  'a.example/*',
  '*.example',
  '/x?exp=*',
  'ü.example/é',
  '#e0=1',
  '[',
  '^/x',
  'example/$',
  '(',
];

export const experiment = fc
  .tuple(
    fc.record({ key: fc.constantFrom('exp', 'e0', 'f0') }),
    shared,
    variations,
    some({
      parentConditions: parents,
      force: fc.integer({ min: -1, max: 3 }),
      active: fc.boolean(),
      status: fc.constantFrom('draft', 'running', 'stopped'),
      groups: fc.array(fc.constantFrom('beta', 'alpha', 'none'), { maxLength: 2 }),
      urlPatterns: fc.array(
        fc.record(
          {
            include: fc.boolean(),
            type: fc.constantFrom('simple', 'simple', 'regex', 'other'),
            pattern: fc.constantFrom(...patterns),
          },
          { requiredKeys: ['type', 'pattern'] },
        ),
        { maxLength: 3 },
      ),
    }),
  )
  .map((parts) => Object.assign({}, ...parts));

const knownUnit = fc.constantFrom('1', 7, '');
const foundBy = fc.constantFrom('id', 'device');
const stickyRule = fc.record(
  {
    variations: fc.constant(['a', 'b', 'c']),
    meta: fc.constant([{ key: '0' }, { key: '1' }, { key: 'k0' }]),
    key: fc.constantFrom('e0', 'e0', 'e1'),
    hashAttribute: foundBy,
    fallbackAttribute: fc.constantFrom('device', 'device', 'id'),
    coverage: fc.constantFrom(0, 1),
    disableStickyBucketing: fc.boolean(),
    bucketVersion,
    minBucketVersion: bucketVersion,
  },
  { requiredKeys: ['variations', 'meta', 'key'] },
);

/** Definitions and units that documents of `stickyDocuments` are often about. */
export const stickyContext = fc.record({
  attributes: optional({ id: knownUnit, device: knownUnit }),
  features: fc.record({ f0: fc.record({ rules: fc.array(stickyRule, { minLength: 1, maxLength: 2 }) }) }),
});

/** What was assigned before, to units that come up often. */
export const stickyDocuments = fc.uniqueArray(
  fc.record({
    attributeName: foundBy,
    attributeValue: fc.constantFrom('1', '7', ''),
    assignments: fc.dictionary(
      fc.constantFrom('e0__0', 'e0__0', 'e0__1', 'e1__0', 'f0__0', 'f0__2'),
      fc.constantFrom('0', '1', 'k0', 'gone'),
      { minKeys: 2 },
    ),
  }),
  { maxLength: 5, selector: (doc) => `${doc.attributeName}||${doc.attributeValue}` },
);
