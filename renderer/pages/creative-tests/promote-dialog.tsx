import { Button, Modal, NumberInput, Switch, TagsInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { CreativeTestRow, CreativeVariant } from '../../../engine/contract/index.ts';
import { cleanText, formatMoney, minorDigits } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { FailureNote } from '../../components/failed.tsx';
import { useSignIn } from '../../stores/sign-in.ts';
import classes from './creative-tests.module.css';

interface PromoteDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly test: CreativeTestRow;
  readonly variant: CreativeVariant;
}

/** What an analyst decides to promote a variant: money, place and people. Makes a proposal, sends nothing. */
export function PromoteDialog({ opened, onClose, test, variant }: PromoteDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Promote ${variant.label} on Meta`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <PromoteForm onClose={onClose} test={test} variant={variant} />
    </Modal>
  );
}

const isHttps = (link: string): boolean => URL.canParse(link) && new URL(link).protocol === 'https:';

function PromoteForm({ onClose, test, variant }: Omit<PromoteDialogProps, 'opened'>) {
  const navigate = useNavigate();
  const ask = useSignIn((state) => state.ask);
  const status = useQuery(workspaceStatus);
  const session = useQuery(api.members.session.queryOptions());
  const [amount, setAmount] = useState<number | string>('');
  const [link, setLink] = useState('https://');
  const [countries, setCountries] = useState<string[]>([]);
  const [isFinancial, setIsFinancial] = useState(true);
  const [tried, setTried] = useState(false);
  const currency = status.data?.currency ?? 'USD';
  const minor = typeof amount === 'number' ? Math.round(amount * 10 ** minorDigits(currency)) : 0;

  const enqueue = useMutation(
    api.creative.enqueue.mutationOptions({
      onSuccess: ({ proposal }) => {
        onClose();
        notifications.show({ title: 'Proposed', message: `${proposal.title} waits for an approver.` });
        void navigate({ to: '/approvals', search: { proposal: proposal.id } });
      },
    }),
  );
  const errors = {
    amount: minor > 0 ? null : 'Enter what may be spent in a day',
    link: isHttps(link) ? null : 'Enter an https address',
    countries: countries.length > 0 ? null : 'Name at least one country',
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (errors.amount !== null || errors.link !== null || errors.countries !== null) return;
    enqueue.mutate({
      testId: test.testId,
      variantId: variant.variantId,
      dailyBudget: { minor, currency },
      link,
      countries,
      financialProduct: isFinancial,
    });
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <blockquote className={classes.quote}>{cleanText(variant.headline)}</blockquote>
      <NumberInput
        label={`Daily budget, ${currency}`}
        description={
          status.data === undefined
            ? undefined
            : `The workspace spends at most ${formatMoney(status.data.caps.perDay)} a day`
        }
        value={amount}
        onChange={setAmount}
        min={0}
        decimalScale={minorDigits(currency)}
        thousandSeparator=","
        error={tried ? errors.amount : null}
        data-autofocus
      />
      <TextInput
        label="Landing page"
        value={link}
        onChange={(event) => setLink(event.currentTarget.value.trim())}
        error={tried ? errors.link : null}
      />
      <TagsInput
        label="Countries"
        description="Two letters each, such as US or DE; Enter after each"
        value={countries}
        onChange={(codes) =>
          setCountries(
            [...new Set(codes.map((code) => code.trim().toUpperCase()))].filter((code) => /^[A-Z]{2}$/.test(code)),
          )
        }
        acceptValueOnBlur
        splitChars={[',', ' ']}
        error={tried ? errors.countries : null}
      />
      <Switch
        checked={isFinancial}
        onChange={(event) => setIsFinancial(event.currentTarget.checked)}
        label="Financial product"
        description="Sets Meta's special ad category, which limits targeting"
      />
      <p className={classes.happens}>
        This makes a proposal with its guardrails. Nothing is sent until another member approves and signs it; then one
        campaign, ad set, creative and ad are created on Meta, paused.
      </p>
      {enqueue.isError && <FailureNote failure={toFailure(enqueue.error)} />}
      <div className={classes.formButtons}>
        <Button onClick={onClose}>Cancel</Button>
        {session.data?.member === null ? (
          <Button variant="filled" onClick={ask}>
            Sign in to propose…
          </Button>
        ) : (
          <Button type="submit" variant="filled" loading={enqueue.isPending}>
            Propose
          </Button>
        )}
      </div>
    </form>
  );
}
