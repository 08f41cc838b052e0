import { Menu } from '@mantine/core';
import type { ExploreCellRow } from '../../../engine/contract/index.ts';
import { saveCsv } from '../../app/save-file.ts';
import { ExportMenu, ReportItems } from '../../components/export-menu.tsx';
import { cellsCsv } from './cells-csv.ts';

/** The cells as they are shown, and the report of all of them. */
export function CellsExport({ cells }: { readonly cells: readonly ExploreCellRow[] }) {
  return (
    <ExportMenu>
      {(write) => (
        <>
          <Menu.Label>These cells</Menu.Label>
          <Menu.Item onClick={() => saveCsv('explore-cells.csv', cellsCsv(cells))}>As CSV…</Menu.Item>
          <ReportItems of="all cells" page="cells" write={write} />
        </>
      )}
    </ExportMenu>
  );
}
