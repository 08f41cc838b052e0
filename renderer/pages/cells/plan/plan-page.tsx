import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { CellPlanInput } from '../../../../engine/contract/index.ts';
import { api } from '../../../app/client.ts';
import { Card } from '../../../components/card.tsx';
import { Empty } from '../../../components/empty.tsx';
import { Loaded } from '../../../components/loaded.tsx';
import { Page } from '../../../components/page.tsx';
import { Bars } from '../../../components/skeleton.tsx';
import { Stepper } from '../../../components/stepper.tsx';
import classes from './plan.module.css';
import { PlanForm } from './plan-form.tsx';
import { NEW_PLAN, type PlanValues } from './plan-values.ts';
import { ReadPlan } from './read-plan.tsx';

const vocabularyOptions = api.cells.vocabulary.queryOptions();
const WORKS = 'The cells there are still work.';

/** Plans cells from the data in three steps: what there is to spend, which places are worth it and why, adopt. */
export function PlanPage() {
  const navigate = useNavigate();
  const vocabulary = useQuery(vocabularyOptions);
  const [typed, setTyped] = useState<PlanValues | null>(null);
  const [input, setInput] = useState<CellPlanInput | null>(null);
  useEffect(() => {
    document.title = 'Plan cells · Growth Workbench';
  }, []);
  const isPlanned = input !== null;
  return (
    <Page
      title="Plan cells"
      line="Which channels and segments are worth trying with a budget, and why"
      actions={
        <Button variant="subtle" onClick={() => void navigate({ to: '/cells' })}>
          ‹ All cells
        </Button>
      }
    >
      <Stepper
        label="Steps of the plan"
        steps={[
          { name: 'What there is to spend', state: isPlanned ? 'done' : 'now' },
          { name: 'Choose cells', state: isPlanned ? 'now' : 'ahead' },
          { name: 'Adopt', state: 'ahead' },
        ]}
      />
      <Loaded
        query={vocabulary}
        queryKey={vocabularyOptions.queryKey}
        framed="all"
        skeleton={<Bars rows={4} height={30} />}
        works={WORKS}
      >
        {(known) =>
          known.channels.length === 0 ? (
            <Card>
              <Empty
                title="There is nothing to plan from"
                why="A plan needs spend and outcomes by channel and segment. Import spend_daily and outcomes_daily of at least two weeks, then plan."
                action={<Button onClick={() => void navigate({ to: '/data' })}>Import a drop…</Button>}
              />
            </Card>
          ) : (
            <div className={classes.steps}>
              <PlanForm vocabulary={known} values={typed ?? NEW_PLAN} onChange={setTyped} onPlan={setInput} />
              {isPlanned && <Planned key={JSON.stringify(input)} input={input} />}
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}

function Planned({ input }: { readonly input: CellPlanInput }) {
  const options = api.cells.plan.queryOptions({ input });
  const query = useQuery(options);
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      framed="all"
      skeleton={<Bars rows={8} height={26} />}
      works={WORKS}
    >
      {(plan) => <ReadPlan plan={plan} input={input} />}
    </Loaded>
  );
}
