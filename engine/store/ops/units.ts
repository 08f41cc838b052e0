import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '../../contract/index.ts';
import { err, ok, type Result, type Uuid } from '../../core/index.ts';
import { databaseFault, isDatabaseError } from './database-fault.ts';
import type { OpsDb } from './session.ts';
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
const printed = (column: SQL): SQL => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** Many rows as one parameter: a statement with thousands of them is slow to prepare. */
const rowsOf = (values: readonly object[]): SQL => sql`${JSON.stringify(values)}::json`;

/** Made once: a schema compiles itself with its first use. */
const assignedAnswer = z.object({ rows: z.array(assignedSchema) });
const keysAnswer = z.object({ rows: z.array(keySchema) });

/** `ab_assignments`, many rows a statement. Each call is one statement: all of it or nothing. */
export function unitStore(db: OpsDb, workspaceId: Uuid): UnitStore {
  const answer = async <T>(
    schema: z.ZodType<{ readonly rows: readonly T[] }>,
    statement: SQL,
  ): Promise<Result<readonly T[]>> => {
    try {
      return ok(schema.parse(await db.execute(statement)).rows);
    } catch (error) {
      if (!isDatabaseError(error)) throw error;
      return err(databaseFault(error));
    }
  };

  return {
    assignmentsOf: async (keys: readonly UnitKey[]) =>
      keys.length === 0
        ? ok([])
        : answer(
            assignedAnswer,
            // One look into the key for each: a join would be planned without statistics, as a scan of the whole table.
            sql`select a.experiment_key as "experiment", a.unit_id as "unitId", a.unit_type as "unitType",
                  a.variation as "variation", a.bucket_version as "bucketVersion",
                  ${printed(sql`a.assigned_at`)} as "assignedAt", ${printed(sql`a.exposed_at`)} as "exposedAt"
                from json_to_recordset(${rowsOf(keys)}) as k("experiment" text, "unitId" text)
                cross join lateral (
                  select * from ab_assignments u
                  where u.workspace_id = ${workspaceId} and u.experiment_key = k."experiment" and u.unit_id = k."unitId"
                  limit 1
                ) a`,
          ),
    putAssignments: async (assignments: readonly AssignedUnit[]) =>
      assignments.length === 0
        ? ok([])
        : answer(
            keysAnswer,
            sql`insert into ab_assignments
                  (workspace_id, experiment_key, unit_id, unit_type, variation, bucket_version, assigned_at, exposed_at)
                select ${workspaceId}::uuid, r."experiment", r."unitId", r."unitType", r."variation", r."bucketVersion",
                  r."assignedAt", r."exposedAt"
                from json_to_recordset(${rowsOf(assignments)}) as r("experiment" text, "unitId" text, "unitType" text,
                  "variation" text, "bucketVersion" integer, "assignedAt" timestamptz, "exposedAt" timestamptz)
                on conflict do nothing
                returning experiment_key as "experiment", unit_id as "unitId"`,
          ),
    putExposures: async (exposures) =>
      exposures.length === 0
        ? ok([])
        : answer(
            keysAnswer,
            sql`update ab_assignments a set exposed_at = e.at
                from (
                  select u.ctid as place, k.at
                  from (
                    select r."experiment", r."unitId", min(r."exposedAt") as at
                    from json_to_recordset(${rowsOf(exposures)}) as r("experiment" text, "unitId" text, "exposedAt" timestamptz)
                    group by 1, 2
                  ) k
                  cross join lateral (
                    select ctid from ab_assignments u
                    where u.workspace_id = ${workspaceId} and u.experiment_key = k."experiment" and u.unit_id = k."unitId"
                    limit 1
                  ) u
                ) e
                where a.ctid = e.place and a.exposed_at is null
                returning a.experiment_key as "experiment", a.unit_id as "unitId"`,
          ),
  };
}
