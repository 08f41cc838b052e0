import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { exploreCellDesignSchema, journalEntrySchema } from '../../contract/index.ts';
import { addDays, canonicalJson, dayOf, instantOf } from '../../core/index.ts';
import { emptyState, foldAll } from '../../store/journal/index.ts';
import { designProblems, maySaveCell } from '../lifecycle/index.ts';
import { SAMPLE_CELLS } from './designs.ts';
import { sampleCellHistory } from './history.ts';

const THROUGH = dayOf('2026-11-20');
const created = {
  type: 'workspace.created',
  workspaceId: '01930000-0000-7000-8000-000000000001',
  name: 'Balance (sample)',
} as const;
const history = sampleCellHistory(THROUGH, 'EUR');
const entries = [{ at: instantOf(0), events: [created] }, ...history]
  .flatMap(({ at, events }) => events.map((event) => ({ at, actor: 'system', event })))
  .map((entry, n) => journalEntrySchema.omit({ prev: true, hash: true }).parse({ ...entry, seq: n + 1 }));
const state = foldAll(emptyState, entries);
const designs = [...state.cells.values()].map(({ design }) => design);

describe('explore cells of the sample', () => {
  it('[BA61] [BA63] are sound, and each has a ground of its own', () => {
    expect(designs).toHaveLength(16);
    for (const design of designs) {
      expect(canonicalJson(exploreCellDesignSchema.parse(design))).toBe(canonicalJson(design));
      expect(designProblems(design, 'EUR')).toEqual([]);
      const others = new Map([...state.cells].filter(([key]) => key !== design.key));
      expect(maySaveCell(design, others, 'EUR').ok).toBe(true);
    }
    expect(new Set(designs.map(({ arms }) => arms.kind))).toEqual(
      new Set(['creatives', 'campaigns', 'audiences', 'landing_pages', 'cells']),
    );
  });

  it('[BA60] ran on the days of their data: twelve run since four to eight weeks, the others tell the rest', () => {
    const of = (status: string) => [...state.cells.values()].filter((cell) => cell.status === status);
    expect(of('running')).toHaveLength(12);
    expect(of('planned').map(({ design }) => design.key)).toEqual(['display-audiences', 'search-pages']);
    expect(of('paused').map(({ design }) => design.key)).toEqual(['display-families']);
    expect(of('ended').map(({ design }) => design.key)).toEqual(['pocket-money']);
    for (const { design, startedAt } of of('running')) {
      expect(startedAt).toBe(`${design.firstDay}T00:00:00.000Z`);
      expect(design.firstDay >= addDays(THROUGH, -56) && design.firstDay <= addDays(THROUGH, -28)).toBe(true);
      expect(design.lastDay > THROUGH).toBe(true);
    }
    expect(history.map(({ at }) => at)).toEqual(history.map(({ at }) => at).toSorted());
  });

  it('[BA66] has arms that were kept, with the same ids each time', () => {
    expect(state.keptArms.size).toBe(8);
    expect(sampleCellHistory(THROUGH, 'EUR')).toEqual(history);
  });

  it('names creative tests that run on the days of their cells by the seed of the sample', async () => {
    const folder = new URL('../../../resources/sample/', import.meta.url).pathname;
    const source = await readFile(join(folder, '../../main/cli/commands/workspace.ts'), 'utf8');
    const seed = /SAMPLE_SEED = ([\d_]+)/.exec(source)?.[1]?.replaceAll('_', '') ?? '';
    const places: Readonly<Record<string, string>> = {
      ...{ seed: `'${seed}:'`, through: THROUGH, from: addDays(THROUGH, -547) },
    };
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    for (const name of ['phrases', 'tests']) {
      const sql = await readFile(join(folder, `${name}.sql`), 'utf8');
      await connection.run(sql.replaceAll(/\{\{(\w+)\}\}/g, (_, place: string) => places[place] ?? ''));
    }
    const rows = await connection.runAndReadAll(
      'select test_id, cast(first_day as varchar) as first, cast(last_day as varchar) as last, variants from plan',
    );
    const row = z.object({ test_id: z.string(), first: z.string(), last: z.string(), variants: z.int() });
    const tests = new Map(rows.getRowObjectsJson().map((each) => [each.test_id, row.parse(each)]));
    connection.closeSync();
    const named = SAMPLE_CELLS.flatMap((told) =>
      told.arms.kind === 'creatives' ? [{ told, testId: told.arms.testId }] : [],
    );
    expect(named).toHaveLength(5);
    for (const { told, testId } of named) {
      const test = tests.get(testId);
      expect(test?.variants).toBeGreaterThanOrEqual(2);
      expect((test?.first ?? '9') <= addDays(THROUGH, -told.from)).toBe(true);
      expect((test?.last ?? '') >= addDays(THROUGH, -Math.max(0, told.to))).toBe(true);
    }
  });
});
