import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inMemory } from '../../tests/support/in-memory.ts';
import { type Contracts, manifestSchema, readContracts } from '../ingest/index.ts';
import { convertArchive } from './convert.ts';

/** Two tests as the archive publishes them: an index without a name, more columns than are needed, texts with commas. */
const CSV = `,created_at,test_week,clickability_test_id,excerpt,headline,impressions,clicks,significance,first_place,winner
11,2014-11-20 06:43:16.005,201446,546d88fb84ad38b2ce000024,Things that matter.,"They said ""no"", then this",3052,150,100.0,True,True
12,2014-11-20 06:43:54.111,201446,546d88fb84ad38b2ce000024,Things that matter.,Plain words,3033,122,14.0,False,False
13,2014-11-20 06:44:10.000,201501,546e01d626714c6c44000039,,Another,3092,110,46.2,False,False
`;

describe('a file of the Upworthy Research Archive as a drop', () => {
  let dir: string;
  let contracts: Contracts;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gw-archive-'));
    contracts = await readContracts(new URL('../../resources/contracts', import.meta.url).pathname);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const convert = async (name: string, text: string) => {
    const file = join(dir, name);
    await writeFile(file, text);
    return convertArchive({ file, exportsDir: join(dir, 'exports'), contracts });
  };

  it('[EX108] holds each variant on the Monday of its week, with the declared winner', async () => {
    const made = await convert('archive.csv', CSV);
    expect(made).toMatchObject({ ok: true, value: { tests: 2, variants: 3, winners: 1 } });
    if (!made.ok) return;
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(made.value.drop, 'manifest.json'), 'utf8')));
    // the Sunday of week 2015-01, which begins with the first Monday of the year, 5 January
    expect(manifest).toMatchObject({ contractId: 'creative_daily', dataThrough: '2015-01-11', totals: { rows: 3 } });
    const sql = `SELECT day::VARCHAR AS day, test_id, test_name, headline, body, clicks::DOUBLE AS clicks, declared_winner
       FROM read_parquet('${made.value.drop}/*.parquet') ORDER BY ALL`;
    const reader = await inMemory((connection) => connection.runAndReadAll(sql));
    const first = {
      day: '2014-11-17',
      test_id: '546d88fb84ad38b2ce000024',
      test_name: 'They said "no", then this',
      body: 'Things that matter.',
    };
    expect(reader.getRowObjectsJS()).toEqual([
      { ...first, headline: 'Plain words', clicks: 122, declared_winner: false },
      { ...first, headline: 'They said "no", then this', clicks: 150, declared_winner: true },
      {
        day: '2015-01-05',
        test_id: '546e01d626714c6c44000039',
        test_name: 'Another',
        headline: 'Another',
        body: '',
        clicks: 110,
        declared_winner: false,
      },
    ]);
  });

  it('[EX108] is the same drop for the same file', async () => {
    const [one, other] = [await convert('one.csv', CSV), await convert('other.csv', CSV)];
    expect(one.ok && other.ok && one.value.drop === other.value.drop).toBe(true);
  });

  it.each([
    ['without a column', 'a.csv', CSV.replace('clickability_test_id', 'id'), 'ARCHIVE_COLUMNS'],
    ['without rows', 'b.csv', `${CSV.split('\n')[0]}\n`, 'ARCHIVE_UNREADABLE'],
    ['with words for numbers', 'c.csv', CSV.replace('3033', 'many'), 'ARCHIVE_UNREADABLE'],
    ['that is not what it says', 'd.parquet', CSV, 'ARCHIVE_UNREADABLE'],
  ])('[EX108] refuses a file %s', async (_, name, text, code) => {
    const before = await readdir(dir, { recursive: true });
    const made = await convert(name, text);
    expect(made.ok ? null : made.error.code).toBe(code);
    const left = (await readdir(dir, { recursive: true })).filter((path) => !before.includes(path));
    expect(left.filter((path) => path.includes('upworthy-'))).toEqual([]);
  });

  it('[EX108] refuses a file that is not there', async () => {
    const made = await convertArchive({ file: join(dir, 'none.csv'), exportsDir: dir, contracts });
    expect(made.ok ? null : made.error.code).toBe('ARCHIVE_UNREADABLE');
  });
});
