import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cellPlanSchema, exploreCellBoardSchema } from '../../engine/contract/index.ts';
import { addDays, dayIn, type Instant, millisOf } from '../../engine/core/index.ts';
import { systemClock } from '../../main/ports.ts';
import { cellDesign } from '../support/cells.ts';
import { gw } from '../support/gw.ts';

const today = dayIn(systemClock.millis(), 'UTC');
const design = cellDesign({ firstDay: today, lastDay: addDays(today, 27) });
const { key } = design;

/** It may have started after a midnight. */
const dayOfStart = (startedAt: Instant | null | undefined) => (startedAt ? dayIn(millisOf(startedAt), 'UTC') : today);

let dir: string;
const run = async (...args: readonly string[]) =>
  gw(['--workspace', dir, '--as', 'Ann', ...args], { GW_PASSPHRASE: 'correct horse battery' });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gw-cells-walk-'));
  await gw(['init', dir, '--zone', 'UTC', '--currency', 'USD']);
  await gw(['--workspace', dir, 'member', 'add', '--name', 'Ann', '--role', 'admin'], {
    GW_PASSPHRASE: 'correct horse battery',
  });
  await writeFile(join(dir, 'cell.json'), JSON.stringify(design));
}, 240_000);
afterAll(() => rm(dir, { recursive: true, force: true }));

it('[BA60] [BA64] [BA65] a cell is carried from its plan to its end, with the board as it is each time', async () => {
  const board = async () => {
    const { cells, summary } = exploreCellBoardSchema.parse((await run('cells', 'list')).json);
    return { row: cells[0], summary };
  };
  expect(await run('cells', 'save', join(dir, 'cell.json'))).toMatchObject({ code: 0, json: { status: 'planned' } });
  expect((await board()).row?.may).toMatchObject({
    edit: { allowed: false, reason: 'Nobody is signed in.' },
    pause: { allowed: false, reason: expect.stringContaining('is planned') },
  });
  expect(await run('cells', 'start', key)).toMatchObject({ json: { status: 'running', version: 1 } });
  const running = await board();
  expect(running.summary).toMatchObject({ running: 1, toLook: 0 });
  expect(running.row).toMatchObject({
    ...{ leader: null, advice: 'no_data', nights: 0, lastNight: null, arms: 0, spent: null },
    ...{ gap: expect.stringMatching(/\.$/), nextLook: addDays(dayOfStart(running.row?.cell.startedAt), 7) },
  });
  expect(await run('cells', 'pause', key, '--reason', 'Stock is out.')).toMatchObject({ json: { status: 'paused' } });
  expect(await run('cells', 'resume', key)).toMatchObject({ json: { status: 'running', note: '' } });
  expect(await run('cells', 'end', key, '--reason', 'Learned.')).toMatchObject({ json: { status: 'ended' } });
  expect(await run('cells', 'show', key)).toMatchObject({ json: { cell: { note: 'Learned.' }, nextLook: null } });
  expect(await run('cells', 'show', 'nothing')).toMatchObject({ code: 1, json: { error: { code: 'NOT_FOUND' } } });
}, 240_000);

it('[BA69] without data there is no plan, and it is said why', async () => {
  const plan = await run('cells', 'plan', '--budget', '10000', '--owner', 'Ann');
  expect(plan).toMatchObject({ code: 1, json: { error: { code: 'CELL_PLAN_GROUND' } } });
  expect(cellPlanSchema.safeParse(plan.json).success).toBe(false);
  const wrong = await run('cells', 'plan', '--budget', '10000', '--owner', 'Ann', '--reward', 'fame');
  expect(wrong).toMatchObject({ code: 2, json: { error: { message: expect.stringContaining('--reward') } } });
}, 120_000);
