import { describe, expect, it } from 'vitest';
import {
  formatCompact,
  formatCompactMoney,
  formatCount,
  formatDay,
  formatDayRange,
  formatInstant,
  formatMonth,
  formatValue,
} from './index.ts';

/** Blanks that do not break, written as plain ones so that the table can be read. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f\u2009]/g, ' ');

interface Row {
  readonly locale: string;
  readonly count: string;
  readonly rate: string;
  readonly money: string;
  readonly day: string;
  readonly range: string;
  readonly month: string;
}

/** Expected texts are those of Unicode CLDR for the locale; minus and the blank before % are the house's. */
const TABLE: readonly Row[] = [
  {
    locale: 'en-GB',
    count: '1,234,568',
    rate: '−4.92 %',
    money: '−€1,234.50',
    day: '3 Nov 2026',
    range: '3 – 21 Nov 2026',
    month: 'Nov 2026',
  },
  {
    locale: 'en-US',
    count: '1,234,568',
    rate: '−4.92 %',
    money: '−€1,234.50',
    day: 'Nov 3, 2026',
    range: 'Nov 3 – 21, 2026',
    month: 'Nov 2026',
  },
  {
    locale: 'de-DE',
    count: '1.234.568',
    rate: '−4,92 %',
    money: '−1.234,50 €',
    day: '3. Nov. 2026',
    range: '3. – 21. Nov. 2026',
    month: 'Nov. 2026',
  },
  {
    locale: 'fr-FR',
    count: '1 234 568',
    rate: '−4,92 %',
    money: '−1 234,50 €',
    day: '3 nov. 2026',
    range: '3 – 21 nov. 2026',
    month: 'nov. 2026',
  },
  {
    locale: 'ja-JP',
    count: '1,234,568',
    rate: '−4.92 %',
    money: '−€1,234.50',
    day: '2026年11月3日',
    range: '2026/11/03～2026/11/21',
    month: '2026年11月',
  },
  {
    locale: 'de-CH',
    count: "1'234'568",
    rate: '−4.92 %',
    money: "EUR−1'234.50",
    day: '3. Nov. 2026',
    range: '3. – 21. Nov. 2026',
    month: 'Nov. 2026',
  },
  {
    locale: 'hi-IN',
    count: '12,34,568',
    rate: '−4.92 %',
    money: '−€1,234.50',
    day: '3 नव॰ 2026',
    range: '3 – 21 नव॰ 2026',
    month: 'नव॰ 2026',
  },
  {
    locale: 'sv-SE',
    count: '1 234 568',
    rate: '−4,92 %',
    money: '−1 234,50 €',
    day: '3 nov. 2026',
    range: '3 – 21 nov. 2026',
    month: 'nov. 2026',
  },
];

describe('[SZ10] locales', () => {
  it.each(TABLE)('$locale', ({ locale, count, rate, money, day, range, month }) => {
    const apostrophe = (text: string): string => plain(text).replaceAll('’', "'");
    expect(apostrophe(formatCount(1_234_567.89, locale))).toBe(count);
    expect(plain(formatValue({ kind: 'rate', value: -0.04921 }, { locale }))).toBe(rate);
    expect(apostrophe(formatValue({ kind: 'money', value: -123_450, currency: 'EUR' }, { locale }))).toBe(money);
    expect(formatDay('2026-11-03', locale)).toBe(day);
    expect(plain(formatDayRange('2026-11-03', '2026-11-21', locale))).toBe(range);
    expect(formatMonth('2026-11-01', locale)).toBe(month);
  });

  it('axes are short in every locale', () => {
    expect([formatCompact(12_345), formatCompact(-1.2e9), formatCompact(999_950), formatCompact(0.25)]).toEqual([
      '12.3k',
      '−1.2bn',
      '1m',
      '0.25',
    ]);
    expect(plain(formatCompact(1_234_567, 'de-DE'))).toBe('1,2 Mio.');
    expect(formatCompact(123_456, 'ja-JP')).toBe('12.3万');
    expect(formatCompactMoney(1_234_500, 'EUR')).toBe('€12.3k');
    expect(formatCompactMoney(-50_000, 'USD')).toBe('−$500');
    expect(formatCompactMoney(12_345, 'JPY')).toBe('JP¥12.3k');
  });
});

/** Offsets from the IANA database: gaps and folds of summer time, half and quarter hours, both sides of the date line. */
describe('[SZ12] zones', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T00:59:59Z', '29 Mar 2026, 01:59 UTC+1'],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', '29 Mar 2026, 03:00 UTC+2'],
    ['Europe/Berlin', '2026-10-25T00:30:00Z', '25 Oct 2026, 02:30 UTC+2'],
    ['Europe/Berlin', '2026-10-25T01:30:00Z', '25 Oct 2026, 02:30 UTC+1'],
    ['America/New_York', '2026-03-08T06:59:00Z', '8 Mar 2026, 01:59 UTC−5'],
    ['America/New_York', '2026-03-08T07:00:00Z', '8 Mar 2026, 03:00 UTC−4'],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', '1 Jul 2026, 10:30 UTC+10:30'],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', '1 Jan 2026, 11:00 UTC+11'],
    ['Asia/Kolkata', '2026-11-21T18:30:00Z', '22 Nov 2026, 00:00 UTC+5:30'],
    ['Asia/Kathmandu', '2026-11-21T18:15:00Z', '22 Nov 2026, 00:00 UTC+5:45'],
    ['America/St_Johns', '2026-11-22T03:29:00Z', '21 Nov 2026, 23:59 UTC−3:30'],
    ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '1 Jan 2027, 00:00 UTC+14'],
    ['Pacific/Pago_Pago', '2027-01-01T10:59:00Z', '31 Dec 2026, 23:59 UTC−11'],
    ['Pacific/Apia', '2011-12-30T09:59:00Z', '29 Dec 2011, 23:59 UTC−10'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '31 Dec 2011, 00:00 UTC+14'],
    ['UTC', '2024-02-29T23:59:59.999Z', '29 Feb 2024, 23:59 UTC'],
    ['Mars/Olympus', '2026-11-21T17:04:00Z', '21 Nov 2026, 17:04 UTC'],
  ])('%s at %s', (zone, at, text) => expect(formatInstant(at, zone)).toBe(text));
});
