import { Button, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Caps } from '../../../engine/contract/index.ts';
import { minorDigits } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import classes from './settings.module.css';

/** How much may be spent in a day, and from where on two people have to approve. Only an admin may change them. */
export function CapsForm({ caps }: { readonly caps: Caps }) {
  const queryClient = useQueryClient();
  const { currency } = caps.perDay;
  const scale = 10 ** minorDigits(currency);
  const [perDay, setPerDay] = useState<number | string>(caps.perDay.minor / scale);
  const [above, setAbove] = useState<number | string>(caps.twoApproversAbove.minor / scale);
  const save = useMutation(
    api.workspace.setCaps.mutationOptions({
      onSuccess: () => {
        notifications.show({ message: 'The caps are changed.' });
        void queryClient.invalidateQueries();
      },
    }),
  );
  const money = (value: number | string) =>
    typeof value === 'number' && value >= 0 ? { minor: Math.round(value * scale), currency } : null;
  const next = { perDay: money(perDay), twoApproversAbove: money(above) };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (next.perDay !== null && next.twoApproversAbove !== null)
      save.mutate({ perDay: next.perDay, twoApproversAbove: next.twoApproversAbove });
  };
  const digits = minorDigits(currency);
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Spend caps">
      <NumberInput
        label={`At most in a day, ${currency}`}
        value={perDay}
        onChange={setPerDay}
        min={0}
        decimalScale={digits}
        thousandSeparator=","
        error={next.perDay === null ? 'Enter an amount' : null}
      />
      <NumberInput
        label={`Two approvers above, ${currency}`}
        value={above}
        onChange={setAbove}
        min={0}
        decimalScale={digits}
        thousandSeparator=","
        error={next.twoApproversAbove === null ? 'Enter an amount' : null}
      />
      {save.isError && <FailureNote failure={toFailure(save.error)} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          Change the caps
        </Button>
      </div>
    </form>
  );
}
