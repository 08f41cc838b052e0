import type { TogetherTest } from '../../../../engine/contract/index.ts';
import {
  formatDayRange,
  formatInterval,
  formatPoints,
  formatPValue,
  formatRelativeChange,
} from '../../../../engine/serializer/index.ts';
import { KeyValues } from '../../../components/key-values.tsx';
import { Proven, proofRef } from '../../../components/proven.tsx';
import classes from '../creative-tests.module.css';
import { STATES, StateChip } from './state-chip.tsx';

/** One test among all: what its winner gains, how sure that is, and why it holds or not. */
export function SelectedTest({ test, onOpen }: { readonly test: TogetherTest; readonly onOpen: () => void }) {
  const number = (name: string, text: string) => (
    <Proven proof={proofRef('creative.archive_test', test.testId, name)}>{text}</Proven>
  );
  const { effect, rest, shrunken, label, otherLabel } = test;
  return (
    <section aria-label="Selected test among all" className={classes.among} data-test-id={test.testId}>
      <header className={classes.amongHead}>
        <h3>{test.name}</h3>
        <StateChip state={test.state} />
      </header>
      <p className={classes.facts}>
        {formatDayRange(test.firstDay, test.lastDay)} · {STATES[test.state].meaning}
        {test.declared || effect === null ? '' : ' · no winner was declared, so the leader is read'}
      </p>
      {effect !== null && rest !== null && (
        <KeyValues
          pairs={[
            [
              `${label} over ${otherLabel}`,
              number(
                'effect',
                `${formatPoints(effect.estimate, { signed: true })} (${formatInterval(effect.interval, 'percentage_points')})`,
              ),
            ],
            [
              `${label} over the others`,
              number(
                'rest',
                `${formatPoints(rest.estimate, { signed: true })} (${formatInterval(rest.interval, 'percentage_points')})`,
              ),
            ],
            ['Lift', number('lift', formatRelativeChange(test.lift))],
            [
              'Shrunken',
              number(
                'shrunken',
                shrunken === null
                  ? formatRelativeChange(null)
                  : `${formatRelativeChange(shrunken.estimate)} (${formatInterval(shrunken.interval, 'rate')})`,
              ),
            ],
            [
              'p',
              <span key="p">
                {number('p', formatPValue(test.p))}, by Benjamini–Hochberg{' '}
                {number('benjamini_hochberg', formatPValue(test.benjaminiHochberg))}, by Holm{' '}
                {number('holm', formatPValue(test.holm))}, if watched{' '}
                {number('sequential', formatPValue(test.sequentialBenjaminiHochberg))}
              </span>,
            ],
          ]}
        />
      )}
      <button type="button" className={classes.openTest} onClick={onOpen}>
        Open this test
      </button>
    </section>
  );
}
