import { Card } from '../../components/card.tsx';
import { PageColumn } from '../../components/page.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Tiles } from '../../components/tile.tsx';
import classes from './cells.module.css';

/** The page in grey, in the shape it will have. */
export function CellsSkeleton() {
  return (
    <PageColumn aria-hidden="true">
      <Tiles>
        {['running', 'look', 'decide', 'budget'].map((tile) => (
          <Card key={tile}>
            <Bars rows={3} height={14} gap={10} />
          </Card>
        ))}
      </Tiles>
      <Card kind="list" className={classes.skeleton}>
        {['a', 'b', 'c', 'd'].map((row) => (
          <div key={row} className={classes.skeletonRow}>
            {['1', '2', '3', '4'].map((column) => (
              <Bars key={column} rows={4} height={13} gap={10} />
            ))}
          </div>
        ))}
      </Card>
    </PageColumn>
  );
}
