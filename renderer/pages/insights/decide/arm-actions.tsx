import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArmRead, BanditDecision, BanditResult } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { useSignIn } from '../../../stores/sign-in.ts';
import { AllowedButton } from '../../experiments/lifecycle/allowed-button.tsx';
import classes from '../insights.module.css';
import { DecideDialog } from './decide-dialog.tsx';

type Decision = BanditDecision['decision'];

const NO = { allowed: false, reason: 'The read says nothing about this arm.' } as const;

/** What can be done with the chosen arm, and why not when it can't. */
export function ArmActions({ result, arm }: { readonly result: BanditResult; readonly arm: ArmRead }) {
  const ask = useSignIn((state) => state.ask);
  const session = useQuery(api.members.session.queryOptions());
  const [asked, setAsked] = useState<Decision | null>(null);
  const may = result.may.find((one) => one.arm === arm.arm) ?? { promote: NO, kill: NO, keep: NO };
  const label = cleanText(arm.label);
  const { advice } = result.read;
  const isAdvised = (decision: Decision): boolean => advice.kind === decision && advice.arm === arm.arm;
  const reasons = [
    ...new Set([may.promote, may.kill, may.keep].filter(({ allowed }) => !allowed).map((m) => m.reason)),
  ];
  return (
    <div className={classes.actions}>
      <div className={classes.buttons}>
        <AllowedButton
          may={may.promote}
          variant={isAdvised('promote') ? 'filled' : 'default'}
          onClick={() => setAsked('promote')}
        >
          Promote {label}…
        </AllowedButton>
        <AllowedButton
          may={may.kill}
          variant={isAdvised('kill') ? 'filled' : 'default'}
          onClick={() => setAsked('kill')}
        >
          Kill {label}…
        </AllowedButton>
        <AllowedButton may={may.keep} onClick={() => setAsked('keep')}>
          Keep {label}…
        </AllowedButton>
        {session.data?.member === null && <Button onClick={ask}>Sign in…</Button>}
      </div>
      {reasons.length > 0 && <p className={classes.scope}>{reasons.join(' ')}</p>}
      <DecideDialog asked={asked} onClose={() => setAsked(null)} read={result.read} arm={arm} />
    </div>
  );
}
