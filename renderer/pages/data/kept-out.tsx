import { Button, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { DatasetHealth, Load, QuarantineReason } from '../../../engine/contract/index.ts';
import { formatCount, formatDay, formatText } from '../../../engine/serializer/index.ts';
import { api, client } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { saveCsv } from '../../app/save-file.ts';
import { DataTable } from '../../components/data-table.tsx';
import { FailureNote } from '../../components/failed.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Proven, proofRef } from '../../components/proven.tsx';
import { Section } from '../../components/section.tsx';
import { Bars } from '../../components/skeleton.tsx';
import classes from './data.module.css';

/** Rows of one page of the browser. */
const PAGE = 25;

/** What a dataset's loads kept out: the reasons with their counts, and the rows themselves. */
export function KeptOut({ health }: { readonly health: DatasetHealth }) {
  const search = useSearch({ from: '/data' });
  const navigate = useNavigate({ from: '/data' });
  const loadIds = [...new Set(health.keptOut.map(({ loadId }) => loadId))];
  const loadId = loadIds.find((id) => id === search.load) ?? loadIds[0];
  const show = (change: { readonly load?: string; readonly rule?: string | undefined }): void =>
    void navigate({ replace: true, search: (now) => ({ ...now, rule: undefined, ...change }) });
  if (loadId === undefined)
    return (
      <Section title="Kept out, by reason">
        <p className="muted">Every row kept the contract.</p>
      </Section>
    );
  const reasons = health.keptOut.filter((reason) => reason.loadId === loadId);
  return (
    <Section title="Kept out, by reason">
      {loadIds.length > 1 && (
        <Select
          className={classes.loadBox}
          aria-label="Load"
          allowDeselect={false}
          data={loadIds.map((id) => ({ value: id, label: labelOf(health, id) }))}
          value={loadId}
          onChange={(id) => show(id === null ? {} : { load: id })}
        />
      )}
      <Reasons reasons={reasons} rule={search.rule} onRule={(rule) => show({ load: loadId, rule })} />
      <KeptRows key={`${loadId} ${search.rule ?? ''}`} loadId={loadId} rule={search.rule} />
    </Section>
  );
}

const labelOf = ({ loads }: DatasetHealth, id: string): string => {
  const load = loads.find((candidate) => candidate.id === id);
  return load === undefined ? id : `${formatText(load.snapshotId)}, to ${formatDay(load.dataThrough)}`;
};

interface ReasonsProps {
  readonly reasons: readonly QuarantineReason[];
  readonly rule: string | undefined;
  readonly onRule: (rule: string | undefined) => void;
}

function Reasons({ reasons, rule, onRule }: ReasonsProps) {
  return (
    <DataTable
      caption="Rows that break the contract, by rule"
      columns={[{ head: 'Rows', numeric: true }, { head: 'Why, and one of them', grow: true }, { head: '' }]}
      rows={reasons.map((reason) => ({
        key: reason.rule,
        cells: [
          <Proven key="rows" proof={proofRef('health.kept_out', reason.loadId, reason.rule)}>
            {formatCount(reason.rows)}
          </Proven>,
          <span key="why">
            {formatText(reason.reason)}
            <span className={classes.example}>{formatText(reason.example)}</span>
          </span>,
          <Button
            key="only"
            size="compact-xs"
            variant={rule === reason.rule ? 'filled' : 'default'}
            aria-pressed={rule === reason.rule}
            aria-label={`Only rows where ${formatText(reason.reason)}`}
            onClick={() => onRule(rule === reason.rule ? undefined : reason.rule)}
          >
            Only these
          </Button>,
        ],
      }))}
    />
  );
}

function KeptRows({ loadId, rule }: { readonly loadId: Load['id']; readonly rule: string | undefined }) {
  const [offset, setOffset] = useState(0);
  const input = { loadId, rule, offset, limit: PAGE };
  const options = api.dataHealth.quarantined.queryOptions({ input });
  const query = useQuery({ ...options, placeholderData: (before) => before });
  const csv = useMutation({
    mutationFn: () => client.dataHealth.quarantinedCsv({ loadId, rule }),
    onSuccess: (file) => saveCsv(file.fileName, file.csv),
  });
  return (
    <Loaded
      query={query}
      queryKey={options.queryKey}
      skeleton={<Bars rows={4} />}
      works="The reasons above and the loaded rows are not affected."
    >
      {({ columns, rows, total }) => (
        <div className={classes.kept}>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
          <section className={classes.keptRows} aria-label="Rows kept out" tabIndex={0}>
            <DataTable
              caption="Rows kept out, as they were exported"
              columns={[{ head: 'Rule' }, ...columns.map((head) => ({ head }))]}
              rows={rows.map((row, index) => ({
                key: String(offset + index),
                cells: [<span key="rule">{formatText(row.rule)}</span>, ...row.cells],
              }))}
            />
          </section>
          <div className={classes.pager}>
            <Button disabled={offset === 0} onClick={() => setOffset(Math.max(0, offset - PAGE))}>
              Earlier
            </Button>
            <Button disabled={offset + PAGE >= total} onClick={() => setOffset(offset + PAGE)}>
              More
            </Button>
            <span className="muted" role="status">
              {total === 0
                ? 'Lines that could not be read are counted only'
                : `Rows ${formatCount(offset + 1)} – ${formatCount(Math.min(total, offset + PAGE))} of ${formatCount(total)}`}
            </span>
            <Button
              className={classes.right}
              loading={csv.isPending}
              disabled={total === 0}
              onClick={() => csv.mutate()}
            >
              Export CSV…
            </Button>
          </div>
          {csv.isError && <FailureNote failure={toFailure(csv.error)} />}
        </div>
      )}
    </Loaded>
  );
}
