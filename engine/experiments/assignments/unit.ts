import type { AssignInput } from '../../contract/index.ts';
import { appError, err, type Json, ok, type Result } from '../../core/index.ts';
import type { Exposure, StickyDoc, StickyDocs } from '../assign/index.ts';
import { assignmentKey, stickyKey } from '../assign/sticky.ts';
import { hashedBy } from '../assign/unit.ts';
import type { Bucketing, FlagPlan } from './definitions.ts';
import type { StoredAssignment, UnitInExperiment } from './store.ts';

/** Attributes of a unit with its id under each name it is hashed by. */
export type Attributes = Readonly<Record<string, Json>>;

export const attributesFor = ({ unitNames }: FlagPlan, { attributes, unitId }: AssignInput): Attributes => ({
  ...attributes,
  ...Object.fromEntries(unitNames.map((name) => [name, unitId])),
});

/** The longest id a row is kept under, in UTF-16 code units. */
const LONGEST = 256;

/** Ids are kept as they are: Postgres holds neither NUL nor half of a surrogate pair. */
const isKeepable = (id: string): boolean => id.length <= LONGEST && !/[\0\p{Surrogate}]/u.test(id);

const refused = err(
  appError('INPUT_INVALID', {
    reason: `unitId: at most ${LONGEST} characters of valid Unicode, without the character NUL`,
  }),
);

/** An id as it may be kept. Fails with INPUT_INVALID. */
export const keepableId = (id: string): Result<string> => (isKeepable(id) ? ok(id) : refused);

const idText = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Names a row within one process. No key of an experiment has a line break. */
export const rowKey = ({ experiment, unitId }: UnitInExperiment): string => `${experiment}\n${unitId}`;

/** The rows that can hold what a unit was assigned by these experiments. */
export const rowsOf = (bucketings: readonly Bucketing[], attributes: Attributes): readonly UnitInExperiment[] =>
  bucketings.flatMap(({ experiment, attribute }) => {
    const { value } = hashedBy({ attributes }, attribute);
    const unitId = idText(value);
    return value === '' || !isKeepable(unitId) ? [] : [{ experiment, unitId }];
  });

/** Rows as the documents sticky buckets are read from. */
export function docsFrom(rows: readonly StoredAssignment[]): StickyDocs {
  const docs = new Map<string, StickyDoc>();
  for (const { experiment, unitType, unitId, variation, bucketVersion } of rows) {
    const key = stickyKey(unitType, unitId);
    const assignment = { [assignmentKey(experiment, bucketVersion)]: variation };
    const assignments = Object.assign({}, docs.get(key)?.assignments, assignment);
    docs.set(key, { attributeName: unitType, attributeValue: unitId, assignments });
  }
  return docs;
}

/** What an exposure of the evaluation is kept as. Fails with INPUT_INVALID for an id that can not be kept. */
export function rowFrom(
  { experiment, result }: Exposure,
  assignedAt: StoredAssignment['assignedAt'],
): Result<StoredAssignment> {
  const id = keepableId(idText(result.hashValue));
  if (!id.ok) return id;
  return ok({
    experiment: experiment.key,
    unitId: id.value,
    unitType: result.hashAttribute,
    variation: result.key,
    bucketVersion: experiment.bucketVersion ?? 0,
    assignedAt,
    exposedAt: null,
  });
}
