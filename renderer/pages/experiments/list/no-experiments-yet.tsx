import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { Card } from '../../../components/card.tsx';
import { Empty } from '../../../components/empty.tsx';

/** Before the first design: why there is nothing, and the one thing to do. */
export function NoExperimentsYet() {
  const navigate = useNavigate();
  return (
    <Card>
      <Empty
        title="No experiment is written down yet"
        why="An experiment starts with its design: what is believed, who takes part, what is measured and how it will be judged. It is a draft until you start it."
        action={
          <Button variant="filled" onClick={() => void navigate({ to: '/experiments/edit' })}>
            Write the first one…
          </Button>
        }
      />
    </Card>
  );
}
