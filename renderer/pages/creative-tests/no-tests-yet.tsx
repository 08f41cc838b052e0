import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';
import { Page } from '../../components/page.tsx';

/** Before the first load: why there is nothing, and the one thing to do. */
export function NoTestsYet() {
  const navigate = useNavigate();
  return (
    <Page title="Creative tests" line="Click-through rate of each variant">
      <Card>
        <Empty
          title="No export has landed yet"
          why="Creative tests are read from the creative_daily export. Choose the folder your warehouse writes to."
          action={
            <Button variant="filled" onClick={() => void navigate({ to: '/data', search: { choose: true } })}>
              Choose folder…
            </Button>
          }
        />
      </Card>
    </Page>
  );
}
