import type { ExperimentDecide, ExperimentRead, ExperimentVerdict, GuardrailEvaluation } from '../../contract/index.ts';

type Asked = Pick<ExperimentDecide, 'outcome' | 'variation'>;

/** How far a read carries a decision. `warn`: it leaves it to a person, whose reason counts then. */
export interface Support {
  readonly outcome: 'pass' | 'warn' | 'block';
  /** Why, as the end of a sentence, without a full stop. */
  readonly reason: string;
}

/** What a verdict says to each decision (docs/spec/experiments.md EX20–EX22). Going back to the control lowers risk. */
const SAYS: Readonly<Record<ExperimentVerdict, Readonly<Record<ExperimentDecide['outcome'], Support['outcome']>>>> = {
  ship: { ship: 'pass', roll_back: 'block' },
  roll_back: { ship: 'block', roll_back: 'pass' },
  ready_for_review: { ship: 'warn', roll_back: 'warn' },
  keep_running: { ship: 'block', roll_back: 'warn' },
  unhealthy: { ship: 'block', roll_back: 'warn' },
  no_data: { ship: 'block', roll_back: 'block' },
};

/** Whether the read supports giving this variation to everybody. */
export function supportOf({ experiment, verdict }: ExperimentRead, { outcome, variation }: Asked): Support {
  const [control] = experiment.design.variations;
  const known = experiment.design.variations.find(({ key }) => key === variation);
  if (known === undefined || control === undefined) return block(`it has no variation ${variation}`);
  if (outcome === 'ship' && known.key === control.key)
    return block(`${control.name} is the control: roll back instead`);
  if (outcome === 'roll_back' && known.key !== control.key)
    return block(`rolling back gives everybody ${control.name}, not ${known.name}`);
  if (outcome === 'ship' && verdict.state === 'ship' && verdict.variation !== variation)
    return block(`variation ${verdict.variation ?? 'another'} is the one that is better, not ${variation}`);
  return { outcome: SAYS[verdict.state][outcome], reason: verdict.reason.replace(/\.$/, '') };
}

const block = (reason: string): Support => ({ outcome: 'block', reason });

/** The verdict of now against what was asked for. `null`: the experiment could not be read. */
export function verdictSupports(read: ExperimentRead | null, payload: ExperimentDecide): GuardrailEvaluation {
  const base = { guardrail: 'verdict', title: 'Verdict' };
  if (read === null) {
    const evidence = 'The experiment can not be read now, so nothing says what it found.';
    return { ...base, outcome: 'unknown', evidence, measured: {}, dataThrough: null };
  }
  const measured = { verdict: read.verdict.state, version: read.experiment.version, units: read.units };
  const through = { measured, dataThrough: read.lastDay };
  if (read.experiment.version !== payload.designVersion) {
    const evidence = `The design is version ${read.experiment.version} now; this rests on version ${payload.designVersion}.`;
    return { ...base, outcome: 'block', evidence, ...through };
  }
  const support = supportOf(read, payload);
  return { ...base, outcome: support.outcome, evidence: evidenceOf(support, payload), ...through };
}

function evidenceOf({ outcome, reason }: Support, payload: ExperimentDecide): string {
  const found = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
  if (outcome !== 'warn') return found;
  const whose =
    payload.outcome === 'ship'
      ? 'The read leaves it to a person'
      : 'The read does not ask for it; going back to the control lowers risk';
  return `${found} ${whose}: ${payload.reason.replace(/\.$/, '')}.`;
}
