import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ArmRead, BanditDecision, BanditResult } from '../../../../engine/contract/index.ts';
import { cleanText } from '../../../../engine/serializer/index.ts';
import { api } from '../../../app/client.ts';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { DECISION_WORDS } from '../../../components/cell-looks.ts';
import { QuietLine } from '../../../components/read-head.tsx';
import { useSignIn } from '../../../stores/sign-in.ts';
import classes from '../insights.module.css';
import { DecideDialog } from './decide-dialog.tsx';

type Decision = BanditDecision['decision'];

const ACTIONS = [
  { decision: 'promote', text: 'Promote it…' },
  { decision: 'kill', text: 'Kill it…' },
  { decision: 'keep', text: 'Keep it…' },
] as const;

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
  const refused = ACTIONS.filter(({ decision }) => !may[decision].allowed);
  const reasons = [...new Set(refused.map(({ decision }) => may[decision].reason))];
  return (
    <div className={classes.actions}>
      <p>
        Chosen: <b>{label}</b>
      </p>
      <div className={classes.buttons}>
        {ACTIONS.map(({ decision, text }) => (
          <AllowedButton
            key={decision}
            may={may[decision]}
            variant={isAdvised(decision) ? 'filled' : 'default'}
            onClick={() => setAsked(decision)}
          >
            {text}
          </AllowedButton>
        ))}
        {session.data?.member === null && <Button onClick={ask}>Sign in…</Button>}
      </div>
      {reasons.map((reason) => {
        const actions = refused.filter(({ decision }) => may[decision].reason === reason);
        return (
          <QuietLine key={reason}>
            {reasons.length > 1 && `${actions.map(({ decision }) => DECISION_WORDS[decision]).join(', ')}: `}
            {reason}
          </QuietLine>
        );
      })}
      <DecideDialog asked={asked} onClose={() => setAsked(null)} read={result.read} arm={arm} />
    </div>
  );
}
