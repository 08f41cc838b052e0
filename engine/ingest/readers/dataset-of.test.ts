import { describe, expect, it } from 'vitest';
import { readContracts } from '../contracts/read.ts';
import { datasetOf } from './dataset-of.ts';

const contracts = await readContracts(new URL('../../../resources/contracts', import.meta.url).pathname);

const found = (path: string, prefixes: readonly string[] = [], named?: string): string => {
  const contract = datasetOf(path, prefixes, contracts, named);
  return contract.ok ? contract.value.dataset : contract.error.code;
};

describe('[IN5] which dataset a drop brings', () => {
  it.each([
    ['/exports/spend_daily', [], 'spend_daily'],
    ['/exports/SPEND_DAILY-2026-11-20', [], 'spend_daily'],
    ['/exports/spend_daily_20261120', [], 'spend_daily'],
    ['/exports/spend_daily/2026-11-20', [], 'spend_daily'],
    ['/exports/spend_daily/2026/11/20', [], 'spend_daily'],
    ['/exports/spend_dailyish', [], 'DATASET_UNKNOWN'],
    ['/exports/monday', ['spend_daily-'], 'spend_daily'],
    ['/exports/monday', ['spend_daily_manifest', 'growth'], 'spend_daily'],
    ['/exports/monday', ['spend_daily-', 'geo_daily-'], 'DATASET_UNKNOWN'],
    ['/exports/analytics_123/events_20261120', [], 'ga4_events'],
    ['/exports/analytics_123', ['events_intraday_20261120'], 'ga4_events'],
    ['/exports/geo_daily', ['spend_daily-'], 'geo_daily'],
    ['/exports/monday', [], 'DATASET_UNKNOWN'],
  ])('%s with %j: %s', (path, prefixes, dataset) => {
    expect(found(path, prefixes)).toBe(dataset);
  });

  it('is what was said, if there is such a one', () => {
    expect(found('/exports/spend_daily', [], 'geo_daily')).toBe('geo_daily');
    expect(found('/exports/spend_daily', [], 'gone_daily')).toBe('CONTRACT_UNKNOWN');
  });
});
