import { mkdir } from 'node:fs/promises';
import type { Services } from '../../engine/api/index.ts';
import { type Report, type Scope, scopeSchema, type TileId } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result } from '../../engine/core/index.ts';
import {
  banditsTable,
  cellsTable,
  creativeTable,
  experimentsTable,
  type ReportTile,
  renderBanditsReport,
  renderCellsReport,
  renderCreativeReport,
  renderExperimentsReport,
  renderTilesReport,
} from '../../engine/reports/index.ts';
import type { Host } from '../host.ts';
import { banditPaper, type CellNeeds, cellPaper } from './cell-paper.ts';
import { type CreativeNeeds, creativePaper } from './creative-paper.ts';
import { type ExperimentNeeds, experimentPaper } from './experiment-paper.ts';
import { collected, folderFault, reportFont } from './report-file.ts';
import { type Contents, type FormatNeeds, reportFormats } from './report-formats.ts';
import { inOrder, naming, type ReportOrder, tilesIn, type WriteInto } from './report-order.ts';
import type { ScheduledReports } from './scheduled-reports.ts';
import { readReportTile, type TileNeeds } from './tile-paper.ts';

interface Needs extends CreativeNeeds, ExperimentNeeds, CellNeeds {
  readonly host: Pick<Host, 'kind' | 'chooseFolder' | 'printPdf' | 'clock' | 'resources'>;
  readonly tiles: TileNeeds;
  readonly cache: FormatNeeds['cache'];
}

const failuresOf = (tiles: readonly ReportTile[]): Report['failed'] =>
  tiles.flatMap(({ id, reading }) =>
    'failure' in reading ? [{ tile: id, code: reading.failure.code, message: reading.failure.message }] : [],
  );

/** Writes reports: whatever pages and tiles are ordered, in whatever formats. */
export function reportWriter(needs: Needs): WriteInto {
  const { host, cache } = needs;
  const write = reportFormats({ host, cache });

  const creative = async (): Promise<Result<Contents>> => {
    const input = await creativePaper(needs);
    if (!input.ok) return input;
    const { list, status, generatedAt, zone } = input.value;
    return ok({
      name: 'creative-tests',
      title: `Creative tests, ${status.name}`,
      html: () => renderCreativeReport(input.value),
      tables: [{ tile: creativeTable(list, needs.tiles.place), proofs: [] }],
      tiles: [],
      failed: [],
      made: { workspace: status.name, at: generatedAt, zone },
    });
  };

  const experiments = async (): Promise<Result<Contents>> => {
    const input = await experimentPaper(needs);
    if (!input.ok) return input;
    const { results, status, generatedAt, zone } = input.value;
    return ok({
      name: 'experiments',
      title: `Experiments, ${status.name}`,
      html: () => renderExperimentsReport(input.value),
      tables: [{ tile: experimentsTable(results, needs.tiles.place), proofs: input.value.proofs }],
      tiles: [],
      failed: [],
      made: { workspace: status.name, at: generatedAt, zone },
    });
  };

  const bandits = async (): Promise<Result<Contents>> => {
    const input = await banditPaper(needs);
    if (!input.ok) return input;
    const { results, proofs, status, generatedAt, zone } = input.value;
    return ok({
      name: 'rl-insights',
      title: `RL Insights, ${status.name}`,
      html: () => renderBanditsReport(input.value),
      tables: [{ tile: banditsTable(results, needs.tiles.place), proofs }],
      ...{ tiles: [], failed: [] },
      made: { workspace: status.name, at: generatedAt, zone },
    });
  };

  const cells = async (): Promise<Result<Contents>> => {
    const input = await cellPaper(needs);
    if (!input.ok) return input;
    const { board, proofs, status, generatedAt, zone } = input.value;
    return ok({
      name: 'explore-cells',
      title: `Explore cells, ${status.name}`,
      html: () => renderCellsReport(input.value),
      tables: [{ tile: cellsTable(board, needs.tiles.place), proofs }],
      ...{ tiles: [], failed: [] },
      made: { workspace: status.name, at: generatedAt, zone },
    });
  };

  const tiled = async (order: ReportOrder, ids: readonly TileId[], scope: Scope): Promise<Result<Contents>> => {
    const status = await needs.status();
    if (!status.ok) return status;
    const read = await collected(ids, (id) => readReportTile(needs.tiles, id, scope));
    if (!read.ok) return read;
    const tiles = read.value;
    const { name, title } = naming(order, tiles);
    const [generatedAt, fontBase64, { zone }] = [host.clock.now(), await reportFont(host), status.value];
    return ok({
      name,
      title: `${title}, ${status.value.name}`,
      html: () => renderTilesReport({ title, status: status.value, tiles, generatedAt, zone, fontBase64 }),
      tables: tiles.flatMap(({ reading }) =>
        'tile' in reading ? [{ tile: reading.tile, proofs: reading.proofs.all }] : [],
      ),
      tiles,
      failed: failuresOf(tiles),
      made: { workspace: status.value.name, at: generatedAt, zone },
    });
  };

  return async (folder, order) => {
    const named = order.pages !== undefined || order.tiles !== undefined;
    const ids = tilesIn(order);
    const parts: Contents[] = [];
    if (!named || order.pages?.includes('creative')) {
      const part = await creative();
      if (!part.ok) return part;
      parts.push(part.value);
    }
    if (order.pages?.includes('experiments')) {
      const part = await experiments();
      if (!part.ok) return part;
      parts.push(part.value);
    }
    for (const [page, paper] of [['bandits', bandits] as const, ['cells', cells] as const]) {
      if (order.pages?.includes(page) !== true) continue;
      const part = await paper();
      if (!part.ok) return part;
      parts.push(part.value);
    }
    if (ids.length > 0) {
      const part = await tiled(order, ids, order.scope ?? scopeSchema.parse({}));
      if (!part.ok) return part;
      parts.push(part.value);
    }
    try {
      await mkdir(folder, { recursive: true });
    } catch (thrown) {
      return err(folderFault(folder, thrown));
    }
    const files = await collected(inOrder(order.formats), (format) =>
      collected(parts, (part) => write(folder, part, format)),
    );
    if (!files.ok) return files;
    const reports = files.value.flat(2);
    const reason = parts.flatMap(({ failed }) => failed)[0]?.message ?? 'there is nothing of this form';
    return reports.length === 0 ? err(appError('REPORT_EMPTY', { reason: reason.replace(/\.$/, '') })) : ok(reports);
  };
}

export function createReports(
  host: Pick<Host, 'kind' | 'chooseFolder'>,
  writeInto: WriteInto,
  scheduled: ScheduledReports,
): Services['reports'] {
  return {
    write: async ({ target, ...order }) => {
      const folder = host.kind === 'headless' ? target : await host.chooseFolder('Choose the folder for the report');
      if (folder === undefined || folder === null)
        return host.kind === 'headless'
          ? err(appError('REPORT_TARGET', { path: 'the report folder', reason: 'none was given' }))
          : ok([]);
      return writeInto(folder, order);
    },
    scheduled: () => scheduled.view(),
    setSchedule: (schedule) => scheduled.set(schedule),
  };
}
