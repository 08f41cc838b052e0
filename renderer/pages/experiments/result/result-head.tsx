import { useState } from 'react';
import type { ExperimentResult } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay } from '../../../../engine/serializer/index.ts';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { LookChip } from '../../../components/chip.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { QuietLine, ReadHead } from '../../../components/read-head.tsx';
import { STATUS_LOOKS } from '../looks.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { ResultExport } from './export-menu.tsx';
import { methodWords } from './method-words.ts';
import { partialAfter } from './partial.ts';

/** What the experiment is about, what it is judged by, and what can be done. */
export function ResultHead({ result }: { readonly result: ExperimentResult }) {
  const { read, may } = result;
  const { design, status } = read.experiment;
  const [isOpen, setIsOpen] = useState(false);
  const through = partialAfter(read);
  return (
    <>
      <ReadHead
        name={design.name}
        chip={<LookChip look={STATUS_LOOKS[status]} />}
        hypothesis={design.hypothesis}
        lines={
          <QuietLine>
            per {cleanText(design.unit)}
            {status === 'draft' ? null : (
              <>
                {' · '}
                <Proven proof={proofRef('experiment.progress', design.key, 'days')}>
                  {read.progress.days === 1 ? '1 day' : `${read.progress.days} days`}
                </Proven>
              </>
            )}
            {through === null ? null : ` · data to ${formatDay(through)}`} · {methodWords(design.rule)}
          </QuietLine>
        }
        actions={
          <>
            <ResultExport read={read} />
            {status !== 'draft' && status !== 'decided' && (
              <AllowedButton may={may.decide} variant="filled" onClick={() => setIsOpen(true)}>
                Decide…
              </AllowedButton>
            )}
          </>
        }
      />
      <DecideDialog opened={isOpen} onClose={() => setIsOpen(false)} read={read} />
    </>
  );
}
