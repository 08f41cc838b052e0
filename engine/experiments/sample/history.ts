import type { ExperimentDesign, SpineEvent } from '../../contract/index.ts';
import { addDays, type Day, type Instant, instantOf } from '../../core/index.ts';
import { sampleDesigns } from './designs.ts';

/** Something the sample's journal holds, and when it happened. */
export interface Happening {
  readonly at: Instant;
  readonly events: readonly SpineEvent[];
}

const at = (day: Day, hour = 0): Instant => instantOf(Date.parse(`${day}T00:00:00.000Z`) + hour * 3_600_000);

/**
 * What happened with the sample's experiments, oldest first, for data that end with `through`: one that ran its planned
 * three weeks and waits for a decision, five that run (one of them since the last day), one that is being written: every
 * verdict there is. The days are those of the data.
 */
export function sampleHistory(through: Day, currency: string): readonly Happening[] {
  const { checklist, pricing, signUp, card, rhythm, annual, budget } = sampleDesigns(currency);
  const ago = (days: number): Day => addDays(through, -days);
  const saved = (day: Day, design: ExperimentDesign): Happening => ({
    at: at(day, 9),
    events: [{ type: 'experiment.saved', design, version: 1 }],
  });
  const started = (day: Day, { key, flag }: ExperimentDesign): Happening => ({
    at: at(day),
    events: [
      { type: 'experiment.started', key, version: 1 },
      { type: 'flag.set', key: flag, enabled: true, note: `Started with the experiment ${key}.` },
    ],
  });
  const happenings = [
    saved(ago(38), checklist),
    started(ago(34), checklist),
    saved(ago(30), pricing),
    started(ago(27), pricing),
    saved(ago(23), signUp),
    started(ago(20), signUp),
    {
      at: at(ago(13)),
      events: [
        { type: 'experiment.stopped' as const, key: checklist.key, reason: 'The planned three weeks are over.' },
      ],
    },
    saved(ago(25), card),
    started(ago(23), card),
    saved(ago(9), rhythm),
    started(ago(8), rhythm),
    saved(ago(3), budget),
    saved(ago(1), annual),
    started(ago(0), annual),
  ];
  return happenings.toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
