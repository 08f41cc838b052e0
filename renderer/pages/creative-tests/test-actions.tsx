import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { CreativeTest } from '../../../engine/contract/index.ts';
import { proofRef } from '../../components/proven.tsx';
import classes from './creative-tests.module.css';
import { PromoteDialog } from './promote-dialog.tsx';

/** The number that the verdict rests on. */
function restsOn({ test, srm }: CreativeTest): string {
  if (test.bestVariantId !== null) return proofRef('creative.p_best', test.testId, test.bestVariantId);
  return srm === null ? proofRef('creative.test_impressions', test.testId) : proofRef('creative.srm', test.testId);
}

/** What can be done with a test now. */
export function TestActions({ detail }: { readonly detail: CreativeTest }) {
  const [isOpen, setIsOpen] = useState(false);
  const navigate = useNavigate({ from: '/creative-tests' });
  const best = detail.variants.find((variant) => variant.variantId === detail.test.bestVariantId);
  const winner = detail.test.verdict === 'winner' ? best : undefined;
  const isFree = winner?.publication === 'none' || winner?.publication === 'failed';
  return (
    <footer className={classes.actions}>
      {winner !== undefined && isFree && (
        <Button variant="filled" onClick={() => setIsOpen(true)}>
          Promote {winner.label}…
        </Button>
      )}
      {winner !== undefined && !isFree && (
        <span>
          {winner.label} is already on its way. <Link to="/approvals">See Approvals</Link>
        </span>
      )}
      <span className={classes.space} />
      <Button onClick={() => void navigate({ search: (now) => ({ ...now, proof: restsOn(detail) }) })}>
        Show proof
      </Button>
      {winner !== undefined && (
        <PromoteDialog opened={isOpen} onClose={() => setIsOpen(false)} test={detail.test} variant={winner} />
      )}
    </footer>
  );
}
