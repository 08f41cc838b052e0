import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Card } from '../../components/card.tsx';
import { Empty } from '../../components/empty.tsx';

/** Before the first cell has started: why there is nothing, and the one thing to do. */
export function NoCellsYet() {
  const navigate = useNavigate();
  return (
    <Card>
      <Empty
        title="No explore cell has started yet"
        why="A cell tries a few arms on one audience in one channel. When it runs, its posteriors are read from the data and recorded every night, and what they say is here."
        action={
          <Button variant="filled" onClick={() => void navigate({ to: '/cells' })}>
            Go to Explore cells
          </Button>
        }
      />
    </Card>
  );
}
