import { Card } from '../../components/card.tsx';
import { PageColumn } from '../../components/page.tsx';
import { Bars } from '../../components/skeleton.tsx';
import { Split } from '../../components/split.tsx';
import { Tiles } from '../../components/tile.tsx';

/** The page in grey, in the shape it will have. */
export function TestsSkeleton() {
  return (
    <PageColumn aria-hidden="true">
      <Tiles>
        {['winners', 'testing', 'no difference', 'unhealthy'].map((tile) => (
          <Card key={tile}>
            <Bars rows={3} height={14} gap={10} />
          </Card>
        ))}
      </Tiles>
      <Split
        list={
          <Card kind="list">
            <Bars rows={11} height={16} gap={28} />
          </Card>
        }
        detail={
          <Card>
            <Bars rows={6} height={26} gap={30} />
          </Card>
        }
      />
    </PageColumn>
  );
}
