import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ExperimentList } from '../../../../engine/contract/index.ts';
import { cleanText, formatCount, formatDayRange } from '../../../../engine/serializer/index.ts';
import { Card } from '../../../components/card.tsx';
import { DataTable } from '../../../components/data-table.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import classes from '../experiments.module.css';

/** Experiments that somebody runs elsewhere: their exposures are in the data, their design is not here yet. */
export function Undesigned({ found }: { readonly found: ExperimentList['undefined'] }) {
  const navigate = useNavigate();
  if (found.length === 0) return null;
  return (
    <Card className={classes.undesigned} aria-labelledby="undesigned">
      <h2 id="undesigned">Found in the data without a design</h2>
      <p>
        They have exposures, but nobody wrote down what they test. Write the design and start it here: units are counted
        from then on, or from an earlier day that you choose when you start it.
      </p>
      <DataTable
        caption="Experiments in the data that have no design"
        columns={[
          { head: 'Key', grow: true },
          { head: 'Variations' },
          { head: 'Seen' },
          { head: 'Unit' },
          { head: 'Units', numeric: true },
          { head: '' },
        ]}
        rows={found.map((one) => ({
          key: one.key,
          cells: [
            <span key="key" className={classes.key}>
              {cleanText(one.key)}
            </span>,
            one.variations.map(cleanText).join(', '),
            formatDayRange(one.firstDay, one.lastDay),
            cleanText(one.unit),
            <Proven key="units" proof={proofRef('experiment.units', one.key, 'all', 'units')}>
              {formatCount(one.units)}
            </Proven>,
            <Button
              key="write"
              aria-label={`Write its design… (${cleanText(one.key)})`}
              onClick={() => void navigate({ to: '/experiments/edit', search: { from: one.key } })}
            >
              Write its design…
            </Button>,
          ],
        }))}
      />
    </Card>
  );
}
