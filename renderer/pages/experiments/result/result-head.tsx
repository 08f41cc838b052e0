import { useState } from 'react';
import type { ExperimentResult } from '../../../../engine/contract/index.ts';
import { cleanText, formatDay } from '../../../../engine/serializer/index.ts';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import { StatusChip } from '../looks.tsx';
import { DecideDialog } from './decide-dialog.tsx';
import { ExportMenu } from './export-menu.tsx';
import { methodWords } from './method-words.ts';
import { partialAfter } from './partial.ts';
import classes from './result.module.css';

/** What the experiment is about, what it is judged by, and what can be done. */
export function ResultHead({ result }: { readonly result: ExperimentResult }) {
  const { read, may } = result;
  const { design, status } = read.experiment;
  const [isOpen, setIsOpen] = useState(false);
  const through = partialAfter(read);
  return (
    <header className={classes.head}>
      <div className={classes.titles}>
        <h2>
          {cleanText(design.name)} <StatusChip status={status} />
        </h2>
        {design.hypothesis !== '' && <p className={classes.hypothesis}>{cleanText(design.hypothesis)}</p>}
        <p className={classes.scope}>
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
        </p>
      </div>
      <div className={classes.headActions}>
        <ExportMenu read={read} />
        {status !== 'draft' && status !== 'decided' && (
          <AllowedButton may={may.decide} variant="filled" onClick={() => setIsOpen(true)}>
            Decide…
          </AllowedButton>
        )}
      </div>
      <DecideDialog opened={isOpen} onClose={() => setIsOpen(false)} read={read} />
    </header>
  );
}
