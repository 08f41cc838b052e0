import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays } from '../../engine/core/index.ts';
import { type Sample, withSample } from '../support/sample-cache.ts';
import { expectShare, number, one, rows } from '../support/sample-reads.ts';

let sample: Sample;
beforeAll(async () => {
  sample = await withSample();
}, 600_000);

describe('what people do', () => {
  it('[SA7] gives a path the chance of an order that its channels have together', async () => {
    const { base, returning, channels, journeys, orders } = sample.truth.journeys;
    const paths = await rows(
      `SELECT visited, new_visitor, count(*)::INTEGER AS n, count(*) FILTER (converted)::INTEGER AS orders FROM (
         SELECT journey_id, any_value(new_visitor) AS new_visitor, any_value(converted) AS converted,
           string_agg(DISTINCT channel, ' ' ORDER BY channel) AS visited FROM journeys GROUP BY journey_id)
       GROUP BY ALL`,
      { visited: z.string(), new_visitor: z.boolean(), n: z.number(), orders: z.number() },
    );
    expect(paths.reduce((sum, { n }) => sum + n, 0)).toBe(journeys);
    expect(paths.reduce((sum, path) => sum + path.orders, 0)).toBe(orders);
    const effect = new Map(channels.map((entry) => [entry.channel, entry.effect]));
    const large = paths.filter(({ n }) => n >= 200);
    expect(large.length).toBeGreaterThan(25);
    for (const { visited, new_visitor, n, orders: found } of large) {
      const effects = visited.split(' ').reduce((sum, channel) => sum + (effect.get(channel) ?? Number.NaN), 0);
      expectShare(found / n, base + (new_visitor ? 0 : returning) + effects, n);
    }
    for (const { channel, journeys: on } of channels) {
      expect(await number(`SELECT count(DISTINCT journey_id) FROM journeys WHERE channel = '${channel}'`)).toBe(on);
    }
  });

  it('[SA7] touches in order, inside 120 days, before the order', async () => {
    expect(
      await number(`
        SELECT count(*) FROM (
          SELECT *, lag(touch_at) OVER w AS earlier, lag(position) OVER w AS place FROM journeys WINDOW w AS (PARTITION BY journey_id ORDER BY position))
        WHERE touch_at < earlier OR position <> coalesce(place, 0) + 1 OR day <> touch_at::DATE OR touch_at > converted_at
          OR day < DATE '${addDays(sample.through, -119)}' OR (campaign_id IS NULL) <> (channel = 'direct')`),
    ).toBe(0);
  });

  it('[SA8] takes each step of the site at the planted rate and after the planted wait', async () => {
    const sessions = `
      SELECT user_pseudo_id, ga_session_id, CASE WHEN any_value(ga_session_number) = 1 THEN 'new' ELSE 'returning' END AS visitor,
        max(page_path) FILTER (event_name = 'page_view' AND page_path LIKE '/balance-%') AS page,
        min(event_at) FILTER (event_name = 'session_start') AS at0, min(event_at) FILTER (event_name = 'sign_up_start') AS at1,
        min(event_at) FILTER (event_name = 'sign_up') AS at2, min(event_at) FILTER (event_name = 'purchase') AS at3
      FROM ga4_events GROUP BY ALL`;
    const steps = await rows(
      `SELECT visitor, count(*)::INTEGER AS n, count(page)::INTEGER AS landed,
         count(*) FILTER (page LIKE '%v1')::INTEGER AS v1, count(at1) FILTER (page LIKE '%v1')::INTEGER AS began1,
         count(*) FILTER (page LIKE '%v2')::INTEGER AS v2, count(at1) FILTER (page LIKE '%v2')::INTEGER AS began2,
         count(at1)::INTEGER AS began, count(at2)::INTEGER AS signed, count(at3)::INTEGER AS bought
       FROM (${sessions}) GROUP BY visitor`,
      {
        visitor: z.string(),
        n: z.number(),
        landed: z.number(),
        v1: z.number(),
        began1: z.number(),
        v2: z.number(),
        began2: z.number(),
        began: z.number(),
        signed: z.number(),
        bought: z.number(),
      },
    );
    const { site } = sample.truth;
    expect(steps).toHaveLength(2);
    for (const found of steps) {
      const planted = site.steps.find(({ visitor }) => visitor === found.visitor);
      if (planted === undefined) throw new Error(`no planted steps of ${found.visitor} visitors`);
      expectShare(found.landed / found.n, planted.landing, found.n);
      expectShare(found.began1 / found.v1, planted.signUpStart, found.v1);
      expectShare(found.began2 / found.v2, planted.signUpStart * site.v2Lift, found.v2);
      expectShare(found.signed / found.began, planted.signUp, found.began);
      expectShare(found.bought / found.signed, planted.purchase, found.signed);
    }
    const waits = await one(
      `SELECT median(epoch(at1) - epoch(at0)) AS "signUpStart", median(epoch(at2) - epoch(at1)) AS "signUp",
         median(epoch(at3) - epoch(at2)) AS purchase FROM (${sessions})`,
      { signUpStart: z.number(), signUp: z.number(), purchase: z.number() },
    );
    expect(Math.abs(waits.signUpStart / site.medianSeconds.signUpStart - 1)).toBeLessThan(0.05);
    expect(Math.abs(waits.signUp / site.medianSeconds.signUp - 1)).toBeLessThan(0.05);
    expect(Math.abs(waits.purchase / site.medianSeconds.purchase - 1)).toBeLessThan(0.08);
  });

  it('[SA9] has an uplift, a harm, no difference and a broken split', async () => {
    const arms = await rows(
      `WITH units AS (
         SELECT experiment_key, unit_id, min(variation) AS variation, max(variation) = min(variation) AS steady, min(exposed_at) AS exposed_at
         FROM ab_exposures GROUP BY ALL
       ), signed AS (SELECT DISTINCT unit_id FROM ab_outcomes JOIN units USING (unit_id) WHERE metric = 'sign_up' AND occurred_at >= exposed_at)
       SELECT experiment_key, count(*) FILTER (variation = 'control')::INTEGER AS n0, count(*) FILTER (variation = 'treatment')::INTEGER AS n1,
         count(signed.unit_id) FILTER (variation = 'control')::INTEGER AS s0, count(signed.unit_id) FILTER (variation = 'treatment')::INTEGER AS s1,
         bool_and(steady) AS steady
       FROM units LEFT JOIN signed USING (unit_id) WHERE experiment_key <> 'reminder-rhythm' GROUP BY experiment_key`,
      {
        experiment_key: z.string(),
        n0: z.number(),
        n1: z.number(),
        s0: z.number(),
        s1: z.number(),
        steady: z.boolean(),
      },
    );
    expect(arms).toHaveLength(4);
    expect(sample.truth.experiments.map(({ kind }) => kind).sort()).toEqual([
      'broken_split',
      'harm',
      'no_difference',
      'uplift',
    ]);
    for (const { experiment_key, n0, n1, s0, s1, steady } of arms) {
      const planted = sample.truth.experiments.find(({ experimentKey }) => experimentKey === experiment_key);
      if (planted === undefined) throw new Error(`no truth of ${experiment_key}`);
      expect(steady).toBe(true);
      expectShare(n1 / (n0 + n1), planted.treatedShare, n0 + n1);
      expectShare(s0 / n0, planted.controlRate, n0);
      expectShare(s1 / n1, planted.controlRate * planted.uplift, n1);
      const z = (n1 - n0) / Math.sqrt(n0 + n1);
      if (planted.kind === 'broken_split') expect(Math.abs(z)).toBeGreaterThan(5);
      else expect(Math.abs(z)).toBeLessThan(3);
      const pooled = (s0 + s1) / (n0 + n1);
      const difference = (s1 / n1 - s0 / n0) / Math.sqrt(pooled * (1 - pooled) * (1 / n0 + 1 / n1));
      if (planted.kind === 'uplift') expect(difference).toBeGreaterThan(3);
      else if (planted.kind === 'harm') expect(difference).toBeLessThan(-3);
      else expect(Math.abs(difference)).toBeLessThan(3);
    }
  });

  it('[SA9] has an experiment whose units are split evenly over four variations', async () => {
    const arms = await rows(
      `SELECT variation, count(DISTINCT unit_id)::INTEGER AS units FROM ab_exposures WHERE experiment_key = 'reminder-rhythm' GROUP BY ALL`,
      { variation: z.string(), units: z.number() },
    );
    expect(arms.map(({ variation }) => variation).toSorted()).toEqual(['control', 'daily', 'monthly', 'weekly']);
    const all = arms.reduce((sum, { units }) => sum + units, 0);
    for (const { units } of arms) expectShare(units / all, 0.25, all);
  });
});
