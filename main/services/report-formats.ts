import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Proof, Report, ReportFormat, TileSize } from '../../engine/contract/index.ts';
import { ok, type Result } from '../../engine/core/index.ts';
import {
  alone,
  type DataTile,
  drawTile,
  type Made,
  type ReportTile,
  tileAboutCsv,
  tileCsv,
  tileParquet,
  tilesXlsx,
  toPng,
} from '../../engine/reports/index.ts';
import { formatDayRange, formatText } from '../../engine/serializer/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';
import type { Host } from '../host.ts';
import { lazily } from '../lazily.ts';
import { collected, type ReportFile, writeReport, writtenReport } from './report-file.ts';

export interface FormatNeeds {
  readonly host: Pick<Host, 'printPdf' | 'resources'>;
  readonly cache: Pick<CacheClient, 'writeParquet'>;
}

/** What a report is made of, whichever files it becomes. */
export interface Contents {
  /** Name of its files without the ending. */
  readonly name: string;
  readonly title: string;
  readonly html: () => string;
  /** What has data, with its proofs. */
  readonly tables: readonly { readonly tile: DataTile; readonly proofs: readonly Proof[] }[];
  /** What can be drawn. */
  readonly tiles: readonly ReportTile[];
  readonly failed: Report['failed'];
  readonly made: Made;
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** A number alone is drawn as wide as half a page: as a file of its own it needs the room. */
const widthOf = (size: TileSize): TileSize => (size === 'figure' ? 'half' : size);

/** Writes a report into a folder that is there, in one format, and answers the files it wrote. */
export function reportFormats({ host, cache }: FormatNeeds) {
  const rasterizer = lazily(async () => {
    const [wasm, font] = await Promise.all([
      readFile(join(host.resources, 'resvg.wasm')),
      readFile(join(host.resources, 'fonts', 'inter.ttf')),
    ]);
    return ok({ wasm: new Uint8Array(wasm), font: new Uint8Array(font) });
  });

  const csv = async (folder: string, { tables, made, failed }: Contents): Promise<Result<readonly Report[]>> => {
    const files = tables.flatMap(({ tile, proofs }) => [
      { name: `${tile.id}.csv`, title: formatText(tile.title), text: tileCsv(tile) },
      {
        name: `${tile.id}.about.csv`,
        title: `${formatText(tile.title)}: what it covers and its proofs`,
        text: tileAboutCsv(tile, proofs, made),
      },
    ]);
    return collected(files, ({ name, title, text }) =>
      writeReport(folder, { name, title, format: 'csv', failed }, utf8(text)),
    );
  };

  const parquet = (folder: string, { tables, made, failed }: Contents): Promise<Result<readonly Report[]>> =>
    collected(tables, async ({ tile }) => {
      const file: ReportFile = { name: `${tile.id}.parquet`, title: formatText(tile.title), format: 'parquet', failed };
      const written = await cache.writeParquet(tileParquet(tile, join(folder, file.name), made));
      return written.ok ? writtenReport(folder, file) : written;
    });

  const png = (folder: string, { tiles, failed }: Contents): Promise<Result<readonly Report[]>> => {
    const drawn = tiles.flatMap(({ id, size, reading }) => {
      const drawing = 'tile' in reading ? drawTile(reading.tile, widthOf(size)) : null;
      return drawing === null || !('tile' in reading) ? [] : [{ id, drawing, tile: reading.tile }];
    });
    return collected(drawn, async ({ id, drawing, tile }) => {
      const loaded = await rasterizer();
      if (!loaded.ok) return loaded;
      const title = formatText(tile.title);
      const { period, currency, zone } = tile.scope;
      const lines = [formatText(tile.sentence), `${formatDayRange(period.from, period.to)} · ${currency} · ${zone}`];
      const bytes = await toPng(alone(drawing, title, lines), loaded.value);
      return writeReport(folder, { name: `${id}.png`, title, format: 'png', failed }, bytes);
    });
  };

  const whole = async (contents: Contents, format: 'html' | 'pdf' | 'xlsx'): Promise<Result<Uint8Array>> => {
    if (format === 'pdf') return host.printPdf(contents.html());
    return ok(format === 'xlsx' ? await tilesXlsx(contents.tables, contents.made) : utf8(contents.html()));
  };

  return async (folder: string, contents: Contents, format: ReportFormat): Promise<Result<readonly Report[]>> => {
    if (format === 'csv') return csv(folder, contents);
    if (format === 'parquet') return parquet(folder, contents);
    if (format === 'png') return png(folder, contents);
    const bytes = await whole(contents, format);
    if (!bytes.ok) return bytes;
    const { name, title, failed } = contents;
    const report = await writeReport(folder, { name: `${name}.${format}`, title, format, failed }, bytes.value);
    return report.ok ? ok([report.value]) : report;
  };
}
