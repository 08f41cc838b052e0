import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';

/** Before the first cell: why there is nothing, and the one thing to do. */
export function NoCellsYet({ hasData }: { readonly hasData: boolean }) {
  const navigate = useNavigate({ from: '/cells' });
  return (
    <Card>
      <Empty
        title="No cells yet"
        why={
          hasData
            ? 'Plan them from your data: say what you can spend, and see which channels and segments are worth trying, and why. Nothing runs until you start it.'
            : 'Cells are planned from spend and outcomes by channel and segment. Import spend_daily and outcomes_daily of at least two weeks first.'
        }
        action={
          hasData ? (
            <Button variant="filled" onClick={() => void navigate({ to: '/cells/plan' })}>
              Plan the first ones…
            </Button>
          ) : (
            <Button variant="filled" onClick={() => void navigate({ to: '/data' })}>
              Import a drop…
            </Button>
          )
        }
      />
    </Card>
  );
}
