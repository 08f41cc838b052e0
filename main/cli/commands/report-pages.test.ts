import { describe, expect, it } from 'vitest';
import { formatsOf, pagesOf, reportTilesOf, scopeOf } from './report-pages.ts';

describe('what a report is asked for on the command line', () => {
  it('takes pages, tiles and formats by name', () => {
    expect(pagesOf('exec, finance,creative')).toEqual(['executive', 'finance', 'creative']);
    expect(formatsOf('pdf,html')).toEqual(['pdf', 'html']);
    expect(reportTilesOf('executive.cac,growth.trend')).toEqual(['executive.cac', 'growth.trend']);
  });

  it.each([
    () => pagesOf('exec,sales'),
    () => pagesOf(''),
    () => formatsOf('docx'),
    () => reportTilesOf('executive.cac,executive.nothing'),
    () => scopeOf({ period: 'last_week' }),
    () => scopeOf({ period: '2026-02-30..2026-03-01' }),
    () => scopeOf({ filter: ['chanel=meta'] }),
    () => scopeOf({ filter: ['meta'] }),
  ])('says what is wrong (%#)', (read) => expect(read).toThrow(/is not/));

  it('takes a period, a comparison, filters and options', () => {
    const words = {
      period: '2026-11-01..2026-11-21',
      compare: 'year',
      filter: ['channel=meta,tiktok', 'geo=de'],
      option: ['metric=cac'],
    };
    expect(scopeOf(words)).toEqual({
      period: { from: '2026-11-01', to: '2026-11-21' },
      compare: 'year',
      filters: { channel: ['meta', 'tiktok'], geo: ['de'] },
      options: { metric: 'cac' },
    });
    expect(scopeOf({})).toMatchObject({ period: 'last_28_days', compare: 'previous', filters: {}, options: {} });
  });
});
