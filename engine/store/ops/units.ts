import { z } from 'zod';
import { instantSchema } from '../../contract/index.ts';
import { err, ok, type Result, type Uuid } from '../../core/index.ts';
import { databaseFault, isDatabaseError } from './database-fault.ts';
import type { SqlSession } from './session.ts';
import type { AssignedUnit, UnitKey, UnitStore } from './types.ts';

const keySchema = z.object({ experiment: z.string(), unitId: z.string() });
const assignedSchema = keySchema.extend({
  unitType: z.string(),
  variation: z.string(),
  bucketVersion: z.int(),
  assignedAt: instantSchema,
  exposedAt: instantSchema.nullable(),
});

/** As `instantOf` writes it. */
const printed = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Made once: a schema compiles itself with its first use. */
const assignedAnswer = z.array(assignedSchema);
const keysAnswer = z.array(keySchema);

// $1 is the workspace. $2 is many rows as one parameter: a statement with thousands of them is slow to prepare.

// One look into the key for each: a join would be planned without statistics, as a scan of the whole table.
const ASSIGNMENTS_OF = `select a.experiment_key as "experiment", a.unit_id as "unitId", a.unit_type as "unitType",
    a.variation as "variation", a.bucket_version as "bucketVersion",
    ${printed('a.assigned_at')} as "assignedAt", ${printed('a.exposed_at')} as "exposedAt"
  from json_to_recordset($2::json) as k("experiment" text, "unitId" text)
  cross join lateral (
    select * from ab_assignments u
    where u.workspace_id = $1::uuid and u.experiment_key = k."experiment" and u.unit_id = k."unitId"
    limit 1
  ) a`;

const PUT_ASSIGNMENTS = `insert into ab_assignments
    (workspace_id, experiment_key, unit_id, unit_type, variation, bucket_version, assigned_at, exposed_at)
  select $1::uuid, r."experiment", r."unitId", r."unitType", r."variation", r."bucketVersion", r."assignedAt", r."exposedAt"
  from json_to_recordset($2::json) as r("experiment" text, "unitId" text, "unitType" text, "variation" text,
    "bucketVersion" integer, "assignedAt" timestamptz, "exposedAt" timestamptz)
  on conflict do nothing
  returning experiment_key as "experiment", unit_id as "unitId"`;

const PUT_EXPOSURES = `update ab_assignments a set exposed_at = e.at
  from (
    select u.ctid as place, k.at
    from (
      select r."experiment", r."unitId", min(r."exposedAt") as at
      from json_to_recordset($2::json) as r("experiment" text, "unitId" text, "exposedAt" timestamptz)
      group by 1, 2
    ) k
    cross join lateral (
      select ctid from ab_assignments u
      where u.workspace_id = $1::uuid and u.experiment_key = k."experiment" and u.unit_id = k."unitId"
      limit 1
    ) u
  ) e
  where a.ctid = e.place and a.exposed_at is null
  returning a.experiment_key as "experiment", a.unit_id as "unitId"`;

/** `ab_assignments`, many rows a statement, in plain SQL as it is asked thousands of times a second. Each call is one statement: all of it or nothing. */
export function unitStore(session: Pick<SqlSession, 'read'>, workspaceId: Uuid): UnitStore {
  const answer = async <T>(
    schema: z.ZodType<readonly T[]>,
    statement: string,
    rows: readonly object[],
  ): Promise<Result<readonly T[]>> => {
    if (rows.length === 0) return ok([]);
    try {
      return ok(schema.parse(await session.read(statement, [workspaceId, JSON.stringify(rows)])));
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      return err(databaseFault(error));
    }
  };

  return {
    assignmentsOf: (keys: readonly UnitKey[]) => answer(assignedAnswer, ASSIGNMENTS_OF, keys),
    putAssignments: (assignments: readonly AssignedUnit[]) => answer(keysAnswer, PUT_ASSIGNMENTS, assignments),
    putExposures: (exposures) => answer(keysAnswer, PUT_EXPOSURES, exposures),
  };
}
