import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CellPlan, CellPlanInput } from '../../../../engine/contract/index.ts';
import { formatCounted, formatMoney, formatRate } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { saveCsv } from '../../../app/save-file.ts';
import { Card } from '../../../components/card.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Empty } from '../../../components/empty.tsx';
import { FailureNote } from '../../../components/failed.tsx';
import { Section } from '../../../components/section.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import { channelName, segmentName } from '../words.ts';
import { adoptable, chosenMoney } from './chosen.ts';
import classes from './plan.module.css';
import { planCsv } from './plan-csv.ts';
import { PlanTable } from './plan-table.tsx';

interface ReadPlanProps {
  readonly plan: CellPlan;
  readonly input: CellPlanInput;
}

/** The candidates with why, to choose from; what was left out with why; and adopting the chosen ones. */
export function ReadPlan({ plan, input }: ReadPlanProps) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const can = adoptable(plan);
  const [keys, setKeys] = useState<ReadonlySet<string>>(() => new Set(can.map(({ design }) => design.key)));
  const chosen = can.filter(({ design }) => keys.has(design.key));
  const cost = chosenMoney(chosen);
  const adopt = useMutation(
    api.cells.adopt.mutationOptions({
      onSuccess: (board) => {
        queryClient.setQueryData(api.cells.board.queryKey(), board);
        void queryClient.invalidateQueries({ queryKey: api.cells.key() });
        notifications.show({
          message: `${formatCounted(chosen.length, 'cell')} planned. Start them when they are ready.`,
        });
        void navigate({ to: '/cells', search: { status: 'planned' } });
      },
    }),
  );
  const save = (): void => saveCsv('cell-plan.csv', planCsv(plan));
  useHotkeys([['e', save]]);
  if (plan.cells.length === 0)
    return (
      <Card>
        <Empty
          title="Nothing is worth this budget"
          why="No place can bring the minimum data of its arms for it. Give more money, or more days."
        />
        <LeftOut plan={plan} />
      </Card>
    );
  return (
    <Card className={classes.plan} aria-label="The plan">
      <header className={classes.planHead}>
        <div>
          <h2>{formatCounted(plan.cells.length, 'cell')} worth trying</h2>
          <p className={classes.small}>
            {cost === null
              ? 'Choose at least one.'
              : `${formatCounted(chosen.length, 'cell')} chosen: ${formatMoney(cost.all)} of ${formatMoney(input.budget)}, ${formatRate(cost.exploitShare)} of it in variations of what works.`}
          </p>
        </div>
        <Button onClick={save} aria-keyshortcuts="E">
          Export as CSV
        </Button>
        {session.data?.member === null ? (
          <Button variant="filled" onClick={() => ask()}>
            Sign in to adopt…
          </Button>
        ) : (
          <Button
            variant="filled"
            disabled={chosen.length === 0}
            loading={adopt.isPending}
            onClick={() => adopt.mutate({ cells: chosen.map(({ design }) => design) })}
          >
            {chosen.length === 0 ? 'Adopt' : `Adopt ${formatCounted(chosen.length, 'cell')}`}
          </Button>
        )}
      </header>
      {adopt.isError && <FailureNote failure={toFailure(adopt.error)} />}
      <PlanTable plan={plan} reward={input.reward} currency={input.budget.currency} chosen={keys} onChoose={setKeys} />
      <LeftOut plan={plan} />
      <Section title="How it was made">
        <p className={classes.small}>{plan.method}</p>
      </Section>
    </Card>
  );
}

function LeftOut({ plan: { leftOut } }: { readonly plan: CellPlan }) {
  if (leftOut.length === 0) return null;
  return (
    <Section title={`Left out: ${formatCounted(leftOut.length, 'place')}`}>
      <DataTable
        caption="Places that were left out of the plan"
        columns={[{ head: 'Channel' }, { head: 'Segment' }, { head: 'Why', grow: true }]}
        rows={leftOut.map(({ channel, segment, reason }) => ({
          key: `${channel} ${segment}`,
          cells: [channelName(channel), segmentName(segment), reason],
        }))}
      />
    </Section>
  );
}
