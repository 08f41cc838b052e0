import { sql } from 'drizzle-orm';
import { check, date, doublePrecision, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { currency, document, instant, minor, words, workspaceId } from './columns.ts';

/** Explore cells as the journal has them. */
export const exploreCells = pgTable(
  'explore_cells',
  {
    workspaceId: workspaceId(),
    key: words('key'),
    name: words('name'),
    hypothesis: words('hypothesis'),
    owner: words('owner'),
    status: words('status'),
    version: integer('version').notNull(),
    /** null: all of them. */
    channel: text('channel'),
    segment: text('segment'),
    armKind: words('arm_kind'),
    /** The creative test whose variants are the arms. */
    testId: text('test_id'),
    reward: words('reward'),
    budgetCapMinor: minor('budget_cap_minor'),
    currency: currency(),
    firstDay: date('first_day', { mode: 'string' }).notNull(),
    lastDay: date('last_day', { mode: 'string' }).notNull(),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    endedAt: instant('ended_at'),
    note: words('note'),
    design: document('design'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index('explore_cells_ground').on(t.workspaceId, t.channel, t.segment),
    check('explore_cells_status', sql`${t.status} in ('planned', 'running', 'paused', 'ended')`),
    check(
      'explore_cells_arm_kind',
      sql`${t.armKind} in ('creatives', 'campaigns', 'audiences', 'landing_pages', 'cells')`,
    ),
    check('explore_cells_test', sql`(${t.armKind} = 'creatives') = (${t.testId} is not null)`),
    check('explore_cells_cap', sql`${t.budgetCapMinor} > 0`),
    check('explore_cells_days', sql`${t.lastDay} >= ${t.firstDay}`),
    check('explore_cells_started', sql`(${t.status} = 'planned') = (${t.startedAt} is null)`),
    check('explore_cells_ended', sql`(${t.status} = 'ended') = (${t.endedAt} is not null)`),
  ],
);

const real = (name: string) => doublePrecision(name).notNull();

/**
 * What was believed of an arm on a night, by the data up to that day. Parameters by kind: beta p1 = α, p2 = β; gamma
 * p1 = shape, p2 = rate; student p1 = mean, p2 = scale, p3 = degrees of freedom.
 */
export const banditPosteriors = pgTable(
  'bandit_posteriors',
  {
    workspaceId: workspaceId(),
    cell: words('cell'),
    arm: words('arm'),
    day: date('day', { mode: 'string' }).notNull(),
    cellVersion: integer('cell_version').notNull(),
    kind: words('kind'),
    p1: real('p1'),
    p2: real('p2'),
    p3: doublePrecision('p3'),
    mean: real('mean'),
    low: real('low'),
    high: real('high'),
    level: real('level'),
    pBest: real('p_best'),
    expectedLoss: real('expected_loss'),
    share: real('share'),
    trials: real('trials'),
    reward: real('reward'),
    /** First day with data of the arm. */
    since: date('since', { mode: 'string' }),
    /** Seed and number of the draws: the same data give the same row. */
    seed: words('seed'),
    draws: integer('draws').notNull(),
    dataThrough: date('data_through', { mode: 'string' }).notNull(),
    recordedAt: instant('recorded_at').notNull(),
    /** One more each time a restatement of the data changed the row. */
    revision: integer('revision').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.cell, t.arm, t.day] }),
    index('bandit_posteriors_day').on(t.workspaceId, t.day),
    check('bandit_posteriors_kind', sql`${t.kind} in ('beta', 'gamma', 'student')`),
    check('bandit_posteriors_parameters', sql`(${t.kind} = 'student') = (${t.p3} is not null)`),
    check('bandit_posteriors_interval', sql`${t.low} <= ${t.high}`),
    check(
      'bandit_posteriors_shares',
      sql`${t.level} between 0 and 1 and ${t.pBest} between 0 and 1 and ${t.share} between 0 and 1`,
    ),
    check('bandit_posteriors_trials', sql`${t.trials} >= 0 and ${t.draws} >= 0`),
    check('bandit_posteriors_revision', sql`${t.revision} >= 1 and ${t.cellVersion} >= 1`),
  ],
);
