import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { toCsv } from '../../../engine/serializer/index.ts';
import { saveCsv, saveFile } from '../../app/save-file.ts';
import { chartToPng, chartToSvg } from '../../charts/export-image.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { CHART_ID } from './chart-id.ts';

interface TestsExportProps {
  /** What the list shows now, in its order. */
  readonly rows: readonly CreativeTestRow[];
  readonly testId: string | null;
}

const COLUMNS = [
  'testId',
  'name',
  'firstDay',
  'lastDay',
  'variants',
  'impressions',
  'clicks',
  'bestLabel',
  'pBest',
  'expectedLoss',
  'verdict',
] as const satisfies readonly (keyof CreativeTestRow)[];

const listToCsv = (rows: readonly CreativeTestRow[]): string =>
  toCsv({ columns: COLUMNS, rows: rows.map((row) => COLUMNS.map((column) => row[column])) });

/** The report, the list as it is shown, and the chart of the selected test. */
export function TestsExport({ rows, testId }: TestsExportProps) {
  const saveChart = async (format: 'svg' | 'png'): Promise<void> => {
    const chart = document.querySelector<SVGSVGElement>(`#${CHART_ID} svg`);
    if (chart === null) return;
    try {
      const image =
        format === 'svg' ? new Blob([chartToSvg(chart)], { type: 'image/svg+xml' }) : await chartToPng(chart);
      saveFile(`creative-test-${testId ?? 'chart'}.${format}`, image);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      notifications.show({
        color: 'red',
        title: 'The image was not saved',
        message: `${error.message}. The SVG still works.`,
      });
    }
  };
  return (
    <ExportMenu>
      {(write) => (
        <>
          <Menu.Label>Report</Menu.Label>
          <Menu.Item onClick={() => write(['html'])}>As HTML…</Menu.Item>
          <Menu.Item onClick={() => write(['pdf'])}>As PDF…</Menu.Item>
          <Menu.Label>This list</Menu.Label>
          <Menu.Item onClick={() => saveCsv('creative-tests.csv', listToCsv(rows))}>As CSV…</Menu.Item>
          <Menu.Label>This chart</Menu.Label>
          <Menu.Item onClick={() => void saveChart('svg')}>As SVG…</Menu.Item>
          <Menu.Item onClick={() => void saveChart('png')}>As PNG…</Menu.Item>
        </>
      )}
    </ExportMenu>
  );
}
