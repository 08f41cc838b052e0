import { afterAll, describe, expect, it } from 'vitest';
import type { Net, NetRequest } from '../../../engine/core/index.ts';
import { systemNet } from '../../../main/net.ts';
import { FakeMeta, type FakeMetaServer, type Fault, fakeNet, startFakeMeta } from '../../../tests/fakes/meta/index.ts';
import { manualClock } from '../../../tests/support/clock.ts';
import { publish, testId } from '../../../tests/support/spine-events.ts';
import { type PlatformUnderTest, platformContract } from '../platform.contract.ts';
import { type AdPlatformUnderTest, adPlatformContract, rollbackOfMade } from './meta.contract.ts';
import { createMeta } from './meta.ts';

const connect = (net: Net, baseUrl: string) =>
  createMeta({ net, millis: () => 0, baseUrl, apiVersion: 'v25.0', token: 'test-token', timeoutMs: 5_000 });

function under(fake: FakeMeta, net: Net, baseUrl: string, faults: Fault[]): PlatformUnderTest & AdPlatformUnderTest {
  return {
    platform: connect(net, baseUrl),
    payload: publish(5_000),
    other: publish(5_000),
    ready: async () => {},
    rollback: rollbackOfMade,
    effects: async () => fake.store.live.map(({ name }) => name),
    live: () => fake.store.live,
    lose: (when) => void faults.push({ kind: when === 'before' ? 'drop_before' : 'drop_after' }),
    expireToken: () => {
      fake.token = 'renewed';
    },
  };
}

const bothContracts = (name: string, open: () => Promise<PlatformUnderTest & AdPlatformUnderTest>): void => {
  platformContract(name, open);
  adPlatformContract(name, open);
};

bothContracts('Meta, in process', async () => {
  const fake = new FakeMeta();
  const faults: Fault[] = [];
  const net = fakeNet({ fake, clock: manualClock(), faults: () => faults.shift() ?? { kind: 'none' } });
  return under(fake, net, 'https://meta.invalid', faults);
});

describe('over HTTP', () => {
  const servers: FakeMetaServer[] = [];
  afterAll(async () => {
    for (const server of servers) await server.close();
  });

  bothContracts('Meta, over HTTP', async () => {
    const fake = new FakeMeta();
    const faults: Fault[] = [];
    const server = await startFakeMeta({ fake, faults: () => faults.shift() ?? { kind: 'none' } });
    servers.push(server);
    return under(fake, systemNet, server.url, faults);
  });
});

describe('the requests of Meta', () => {
  const watched = () => {
    const fake = new FakeMeta();
    const inner = fakeNet({ fake, clock: manualClock(), faults: () => ({ kind: 'none' }) });
    const sent: NetRequest[] = [];
    const net: Net = {
      send: (request, signal) => {
        sent.push(request);
        return inner.send(request, signal);
      },
    };
    return { fake, sent, meta: connect(net, 'https://meta.invalid/') };
  };

  it('carries the token in the header only', async () => {
    const { sent, meta } = watched();
    await meta.readBefore(publish());
    await meta.perform(publish(), testId(1), 'campaign', {});
    for (const request of sent) {
      expect(request.headers.authorization).toBe('Bearer test-token');
      expect(request.url).not.toContain('test-token');
      expect(request.body ?? '').not.toContain('test-token');
    }
  });

  it('sends no token over a line that others can read', async () => {
    const sent: NetRequest[] = [];
    const net: Net = {
      send: async (request) => {
        sent.push(request);
        return { ok: false, error: { kind: 'not_sent', reason: 'test' } };
      },
    };
    const open = connect(net, 'http://meta.invalid');
    const outcome = await open.perform(publish(), testId(1), 'campaign', {});
    expect(outcome).toMatchObject({ kind: 'rejected', error: { code: 'PLATFORM_NOT_CONFIGURED' } });
    expect(sent).toEqual([]);
  });

  it('sends what the plan shows, with the ids in place', async () => {
    const { sent, meta } = watched();
    const plan = meta.plan(publish(), testId(1));
    const made: Record<string, string> = {};
    for (const step of meta.steps(publish())) {
      const outcome = await meta.perform(publish(), testId(1), step, made);
      if (outcome.kind === 'done') made[step] = outcome.platformId;
    }
    expect(sent.map((r) => new URL(r.url).pathname)).toEqual(plan.requests.map((r) => r.path));
    const filled = JSON.stringify(plan.requests.map((r) => r.body)).replace(
      /<(\w+)_id>/g,
      (_, k: string) => made[k] ?? '',
    );
    expect(sent.map((r) => JSON.parse(r.body ?? ''))).toEqual(JSON.parse(filled));
  });

  it('declares the special ad category with its countries, and narrows by country only', () => {
    const { meta } = watched();
    const [campaign, adset] = meta.plan(publish(), testId(1)).requests;
    expect(campaign?.body).toMatchObject({
      special_ad_categories: ['FINANCIAL_PRODUCTS_SERVICES'],
      special_ad_category_country: ['US'],
      is_adset_budget_sharing_enabled: false,
    });
    expect(adset?.body.targeting).toEqual({
      geo_locations: { countries: ['US'] },
      targeting_automation: { advantage_audience: 0 },
    });
  });

  it('follows the pages of a list by cursor', async () => {
    const { fake, meta, sent } = watched();
    for (let i = 0; i < 230; i++) {
      fake.store.add({
        kind: 'campaign',
        accountId: fake.accountId,
        name: `copy ${i} [gw:${testId(1)}]`,
        status: 'PAUSED',
        fields: {},
        parents: [],
        createdAt: 0,
      });
    }
    const found = await meta.findByAction(publish(), testId(1), 'campaign');
    expect(found.ok && found.value.length).toBe(230);
    expect(sent).toHaveLength(3);
  });

  it('finds a plan with a budget that can not be said in whole units', () => {
    const { meta } = watched();
    const plan = meta.plan({ ...publish(), dailyBudget: { minor: 150_050, currency: 'HUF' } }, testId(1));
    expect(plan.passed).toBe(false);
    expect(plan.checks.filter((c) => !c.passed).map((c) => c.name)).toEqual(['Budget in whole units of the platform']);
  });
});
