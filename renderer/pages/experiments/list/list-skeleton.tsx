import { Card } from '../../../components/card.tsx';
import { PageColumn } from '../../../components/page.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import { Tiles } from '../../../components/tile.tsx';

/** The page in grey, in the shape it will have. */
export function ListSkeleton() {
  return (
    <PageColumn aria-hidden="true">
      <Tiles>
        {['running', 'ship', 'review', 'unhealthy', 'undesigned'].map((tile) => (
          <Card key={tile}>
            <Bars rows={3} height={14} gap={10} />
          </Card>
        ))}
      </Tiles>
      <Card kind="list">
        <Bars rows={9} height={18} gap={30} />
      </Card>
    </PageColumn>
  );
}
