import { Menu } from '@mantine/core';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { saveCsv } from '../../../app/save-file.ts';
import { ExportMenu, ReportItems } from '../../../components/export-menu.tsx';
import { armsCsv, nightsCsv } from './bandit-csv.ts';

/** The arms and the nights of the cell as files, and the report of all cells. */
export function BanditExport({ read }: { readonly read: BanditRead }) {
  const { key } = read.cell.design;
  return (
    <ExportMenu scrolls>
      {(write) => (
        <>
          <Menu.Label>This cell</Menu.Label>
          <Menu.Item onClick={() => saveCsv(`${key}-arms.csv`, armsCsv(read))}>Arms as CSV…</Menu.Item>
          <Menu.Item onClick={() => saveCsv(`${key}-nights.csv`, nightsCsv(read))}>Nights as CSV…</Menu.Item>
          <ReportItems of="all cells" page="bandits" write={write} />
        </>
      )}
    </ExportMenu>
  );
}
