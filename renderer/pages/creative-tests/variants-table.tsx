import type { CreativeVariant } from '../../../engine/contract/index.ts';
import {
  cleanText,
  formatCount,
  formatInterval,
  formatPoints,
  formatProbability,
  formatRate,
} from '../../../engine/serializer/index.ts';
import { Chip, type Tone } from '../../components/chip.tsx';
import { Proven, proofRef } from '../../components/proven.tsx';
import classes from './creative-tests.module.css';

interface VariantsTableProps {
  readonly id: string;
  readonly testId: string;
  readonly variants: readonly CreativeVariant[];
  readonly best: string | null;
}

const PUBLICATION: Readonly<Record<Exclude<CreativeVariant['publication'], 'none'>, { tone: Tone; word: string }>> = {
  proposed: { tone: 'line', word: 'proposed' },
  approved: { tone: 'unk', word: 'approved' },
  live_paused: { tone: 'pos', word: '✓ on Meta, paused' },
  failed: { tone: 'neg', word: '✕ failed' },
};

/** The numbers behind the chart, one row a variant, from the highest rate down. */
export function VariantsTable({ id, testId, variants, best }: VariantsTableProps) {
  return (
    <table id={id} className={classes.table}>
      <caption className="visually-hidden">Variants of the test, from the highest rate down</caption>
      <thead>
        <tr>
          <th scope="col">Variant</th>
          <th scope="col" className="numeric">
            Clicks
          </th>
          <th scope="col" className="numeric">
            Rate, 95 %
          </th>
          <th scope="col" className="numeric">
            P(best)
          </th>
          <th scope="col" className="numeric">
            Loss
          </th>
        </tr>
      </thead>
      <tbody>
        {variants.map((variant) => {
          const ref = (measure: string): string => proofRef(measure, testId, variant.variantId);
          return (
            <tr key={variant.variantId} data-variant-id={variant.variantId} data-best={variant.variantId === best}>
              <th scope="row">
                <span className={classes.variant}>
                  <b>{variant.label}</b>
                  <span className={classes.headline} title={cleanText(`${variant.headline}\n${variant.body}`)}>
                    {cleanText(variant.headline)}
                  </span>
                </span>
                {variant.publication !== 'none' && (
                  <Chip tone={PUBLICATION[variant.publication].tone}>{PUBLICATION[variant.publication].word}</Chip>
                )}
              </th>
              <td className={classes.stacked}>
                <Proven proof={ref('creative.clicks')}>{formatCount(variant.clicks)}</Proven>
                <span className={classes.under}>
                  of <Proven proof={ref('creative.impressions')}>{formatCount(variant.impressions)}</Proven>
                </span>
              </td>
              <td className={classes.stacked}>
                <Proven proof={ref('creative.rate')}>
                  {formatRate(variant.mean)}
                  <span className={classes.under}>{formatInterval(variant.interval95, 'rate')}</span>
                </Proven>
              </td>
              <td className="numeric">
                {variant.pBest === null ? (
                  formatProbability(null)
                ) : (
                  <Proven proof={ref('creative.p_best')}>{formatProbability(variant.pBest)}</Proven>
                )}
              </td>
              <td className="numeric">
                {variant.expectedLoss === null ? (
                  formatPoints(null)
                ) : (
                  <Proven proof={ref('creative.expected_loss')}>{formatPoints(variant.expectedLoss)}</Proven>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
