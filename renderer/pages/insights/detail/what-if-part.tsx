import { Button, NumberInput, Slider, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { BanditRead } from '../../../../engine/contract/index.ts';
import { formatDays } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { toFailure } from '../../../app/failure.ts';
import { FailureNote } from '../../../components/failed.tsx';
import { Part } from '../../../components/part.tsx';
import classes from '../insights.module.css';
import { asks, firstQuestion, priorOf, type Question } from './what-if.ts';
import { WhatIfTable } from './what-if-table.tsx';

/** How long a field may still change before it is asked. */
const SETTLE_MS = 350;
const MOST_DAYS = 90;
const MARKS = [0, 30, 60, 90].map((value) => ({ value, label: value === 0 ? 'now' : `${value} days` }));

/** The same cell with more days or another prior: what it would say, beside what it says. */
export function WhatIfPart({ read }: { readonly read: BanditRead }) {
  const id = useId();
  const queryClient = useQueryClient();
  const [question, setQuestion] = useState(() => firstQuestion(read));
  const [asked] = useDebouncedValue(question, SETTLE_MS);
  const change = (part: Partial<Question>): void => setQuestion((now) => ({ ...now, ...part }));
  const { key } = read.cell.design;
  const input = { key, moreDays: asked.moreDays, prior: priorOf(asked) };
  const options = api.bandits.whatIf.queryOptions({
    input,
    enabled: asks(asked),
    placeholderData: keepPreviousData,
  });
  const query = useQuery(options);
  const isAsking = asks(asked) && query.fetchStatus === 'fetching';
  const isBusy = isAsking || (asks(question) && question !== asked);
  const answer = asks(asked) ? query.data : undefined;
  const isCancelled = asks(asked) && !isBusy && !query.isError && (query.isPlaceholderData || query.data === undefined);
  const isShare = read.unit === 'share';
  return (
    <Part
      title="What if"
      note="Futures are simulated from what is known now, at the traffic of the last week and the recommended shares, with the rule applied at its looks. Nothing is changed by asking."
      actions={
        <Button size="compact-sm" disabled={!asks(question)} onClick={() => setQuestion(firstQuestion(read))}>
          Start over
        </Button>
      }
    >
      <div className={classes.question}>
        <div className={classes.days}>
          <label htmlFor={`${id}-days`}>
            More days: <b>{question.moreDays === 0 ? 'none' : formatDays(question.moreDays)}</b>
          </label>
          <Slider
            id={`${id}-days`}
            thumbLabel="More days"
            min={0}
            max={MOST_DAYS}
            step={1}
            marks={MARKS}
            label={null}
            value={question.moreDays}
            onChange={(moreDays) => change({ moreDays })}
          />
        </div>
        <div className={classes.prior}>
          <Switch
            label="Another prior"
            checked={question.otherPrior}
            onChange={(event) => change({ otherPrior: event.currentTarget.checked })}
          />
          {question.otherPrior && (
            <>
              <NumberInput
                label={`Mean ${read.words.value}`}
                hideControls
                min={0}
                {...(isShare ? { max: 100, suffix: ' %' } : {})}
                decimalScale={4}
                value={isShare ? Number((question.mean * 100).toPrecision(6)) : question.mean}
                onChange={(value) => change({ mean: isShare ? Number(value) / 100 : Number(value) })}
              />
              <NumberInput
                label={`Worth so many ${read.words.trial}`}
                hideControls
                min={1}
                thousandSeparator=","
                value={question.strength}
                onChange={(value) => change({ strength: Number(value) })}
              />
            </>
          )}
        </div>
      </div>
      <div role="status" className={classes.asking}>
        {isBusy && (
          <>
            Asking…{' '}
            {isAsking && (
              <Button
                size="compact-sm"
                onClick={() => void queryClient.cancelQueries({ queryKey: options.queryKey, exact: true })}
              >
                Cancel
              </Button>
            )}
          </>
        )}
        {isCancelled && (
          <>
            Cancelled.{' '}
            <Button size="compact-sm" onClick={() => void query.refetch()}>
              Ask again
            </Button>
          </>
        )}
      </div>
      {query.isError && asks(asked) && <FailureNote failure={toFailure(query.error)} />}
      {answer !== undefined && !query.isError && (
        <div aria-busy={isBusy} className={classes.answer} data-what-if={query.isPlaceholderData ? 'old' : 'answered'}>
          <WhatIfTable read={read} answer={answer} question={query.isPlaceholderData ? null : input} />
        </div>
      )}
    </Part>
  );
}
