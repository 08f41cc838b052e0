import { useElementSize } from '@mantine/hooks';
import { useSearch } from '@tanstack/react-router';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { DataGrid } from '../../../components/grid/data-grid.tsx';
import { rowHeight, useDensity } from '../../../stores/density.ts';
import classes from '../cells.module.css';
import { useCellsTable } from './use-cells-table.ts';

interface CellsListProps {
  readonly cells: readonly ExploreCellRow[];
  readonly selectedKey: string | null;
  readonly isNarrow: boolean;
  readonly onSelect: (key: string) => void;
  readonly onOpen: (key: string) => void;
}

/** The cells as a table that can be sorted; the grid in numbers. */
export function CellsList({ cells, selectedKey, isNarrow, onSelect, onOpen }: CellsListProps) {
  const search = useSearch({ from: '/cells' });
  const density = useDensity((state) => state.density);
  const { ref, width } = useElementSize();
  const table = useCellsTable(cells, search, { isNarrow, width });
  return (
    <div ref={ref} className={classes.listBox}>
      <DataGrid
        key={isNarrow ? 'narrow' : 'wide'}
        table={table}
        label="Cells"
        rowHeight={rowHeight(density, 2)}
        selectedId={selectedKey}
        onSelect={onSelect}
        onOpen={onOpen}
        onPick={onOpen}
      />
    </div>
  );
}
