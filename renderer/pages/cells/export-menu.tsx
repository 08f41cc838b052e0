import { Button, Menu } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { ExploreCellRow } from '../../../engine/contract/index.ts';
import { saveFile } from '../../app/save-file.ts';
import { useWriteReport } from '../../app/use-write-report.ts';
import { cellsCsv } from './cells-csv.ts';

/** The cells as they are shown, and the report of all of them. `E` opens it. */
export function ExportMenu({ cells }: { readonly cells: readonly ExploreCellRow[] }) {
  const [opened, setOpened] = useState(false);
  const report = useWriteReport();
  useHotkeys([['e', () => setOpened(true)]]);
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button loading={report.isPending} aria-keyshortcuts="E">
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>These cells</Menu.Label>
        <Menu.Item
          onClick={() => saveFile('explore-cells.csv', new Blob([cellsCsv(cells)], { type: 'text/csv;charset=utf-8' }))}
        >
          As CSV…
        </Menu.Item>
        <Menu.Label>Report of all cells</Menu.Label>
        <Menu.Item onClick={() => report.write({ pages: ['cells'], formats: ['html'] })}>As HTML…</Menu.Item>
        <Menu.Item onClick={() => report.write({ pages: ['cells'], formats: ['pdf'] })}>As PDF…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
