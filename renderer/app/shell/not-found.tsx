import { Link } from '@tanstack/react-router';
import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';
import { Page } from '../../components/page.tsx';

/** An address that leads nowhere: an old link, or a slip of the hand. */
export function NotFound() {
  return (
    <Page title="There is no such page" line="The address does not belong to this version">
      <Card>
        <Empty
          title="Nothing lives at this address"
          why="The link may come from another version of the workbench."
          action={<Link to="/creative-tests">Go to Creative tests</Link>}
        />
      </Card>
    </Page>
  );
}
