import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { toCsv } from '../../../engine/serializer/index.ts';
import { saveFile } from '../../app/save-file.ts';
import { useWriteReport } from '../../app/use-write-report.ts';
import { chartToPng, chartToSvg } from '../../charts/export-image.ts';
import { CHART_ID } from './chart-id.ts';

interface ExportMenuProps {
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

const listToCsv = (rows: readonly CreativeTestRow[]): Blob =>
  new Blob([toCsv({ columns: COLUMNS, rows: rows.map((row) => COLUMNS.map((column) => row[column])) })], {
    type: 'text/csv;charset=utf-8',
  });

/** The report, the list as it is shown, and the chart of the selected test. `E` opens it. */
export function ExportMenu({ rows, testId }: ExportMenuProps) {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  useHotkeys([['e', () => setOpened(true)]]);
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
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button loading={report.isPending} aria-keyshortcuts="E">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Report</Menu.Label>
        <Menu.Item onClick={() => report.write(['html'])}>As HTML…</Menu.Item>
        <Menu.Item onClick={() => report.write(['pdf'])}>As PDF…</Menu.Item>
        <Menu.Label>This list</Menu.Label>
        <Menu.Item onClick={() => saveFile('creative-tests.csv', listToCsv(rows))}>As CSV…</Menu.Item>
        <Menu.Label>This chart</Menu.Label>
        <Menu.Item onClick={() => void saveChart('svg')}>As SVG…</Menu.Item>
        <Menu.Item onClick={() => void saveChart('png')}>As PNG…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
