import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ExploreCellBoard } from '../../../../engine/contract/index.ts';
import { Card } from '../../../components/card.tsx';
import { Empty } from '../../../components/empty.tsx';
import classes from '../cells.module.css';
import { CellDetail } from './cell-detail.tsx';

interface OpenCellProps {
  readonly board: ExploreCellBoard;
  readonly cellKey: string;
}

/** The open cell beside the grid, with the way back to all of them. */
export function OpenCell({ board, cellKey }: OpenCellProps) {
  const navigate = useNavigate({ from: '/cells' });
  const close = (): void => void navigate({ search: (now) => ({ ...now, key: undefined, proof: undefined }) });
  const row = board.cells.find(({ cell }) => cell.design.key === cellKey);
  return (
    <Card kind="detail" className={classes.detail} aria-label="Open cell">
      <div className={classes.detailBar}>
        <Button variant="subtle" onClick={close}>
          ‹ All cells
        </Button>
      </div>
      {row === undefined ? (
        <Empty
          title="There is no such cell"
          why={`Nothing on the grid has the key ${cellKey}. A planned cell may have been removed.`}
          action={<Button onClick={close}>Show all cells</Button>}
        />
      ) : (
        <CellDetail key={cellKey} row={row} />
      )}
    </Card>
  );
}
