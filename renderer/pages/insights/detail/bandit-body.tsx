import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { BanditResult } from '../../../../engine/contract/index.ts';
import { Parts } from '../../../components/part.tsx';
import { chosenArm } from '../values.ts';
import { AdvicePart } from './advice-part.tsx';
import { ArmsPart } from './arms-part.tsx';
import { BanditHead } from './bandit-head.tsx';
import { CostPart } from './cost-part.tsx';
import { DecisionsPart } from './decisions-part.tsx';
import { MethodPart } from './method-part.tsx';
import { NightsPart } from './nights-part.tsx';
import { PosteriorsPart } from './posteriors-part.tsx';
import { RidgesPart } from './ridges-part.tsx';
import { WhatIfPart } from './what-if-part.tsx';

interface BanditBodyProps {
  readonly result: BanditResult;
  /** Of the cell that was shown before, while this one is on its way. */
  readonly isOld: boolean;
}

/** The parts of a cell from top to bottom: what to do first, then what that rests on. */
export function BanditBody({ result, isOld }: BanditBodyProps) {
  const { read, decisions } = result;
  const search = useSearch({ from: '/insights' });
  const navigate = useNavigate({ from: '/insights' });
  const chosen = chosenArm(read, search.arm);
  const choose = useCallback(
    (arm: string) => void navigate({ replace: true, search: (now) => ({ ...now, arm }) }),
    [navigate],
  );
  return (
    <Parts id="bandit" aria-busy={isOld} data-cell={read.cell.design.key}>
      <BanditHead read={read} />
      <AdvicePart read={read} />
      {chosen !== null && (
        <>
          <PosteriorsPart read={read} />
          <ArmsPart result={result} chosen={chosen} onChoose={choose} />
          <NightsPart read={read} decisions={decisions} />
          <RidgesPart read={read} chosen={chosen} onChoose={choose} />
          <CostPart read={read} />
          <WhatIfPart read={read} />
        </>
      )}
      <DecisionsPart decisions={decisions} arms={read.arms} />
      <MethodPart read={read} />
    </Parts>
  );
}
