import { Bandit } from '../../engine/bandits/bandit.ts';
import type { Policy } from '../../engine/bandits/policy.ts';
import { Generator } from '../../engine/stats/rng/index.ts';
import { cost, type Measured, measured } from './cost.ts';
import { ARMS, COLUMNS, plays, rows } from './data.ts';
import { masks, sortedNearest, Textbook } from './naive.ts';

const THOMPSON: Policy = { name: 'ThompsonSampling' };
const LIN_UCB: Policy = { name: 'LinUCB', alpha: 1, lambda: 1, scale: false };
const LIN_TS: Policy = { name: 'LinTS', alpha: 1, lambda: 1, scale: false };

const bandit = (policy: Policy) => new Bandit({ arms: ARMS, policy, seed: 1 });

/** The same work `times` as many times as one, in seconds for one. */
const each = (seconds: number, times: number): number => seconds / times;

/** A million plays learned at once. */
export function basics(): readonly Measured[] {
  const played = plays(1_000_000, 1);
  return [
    measured({
      name: 'Thompson sampling, fit of 1,000,000 plays',
      own: cost(() => bandit(THOMPSON).fit(played)),
      naive: { what: 'one pass over the plays for each arm', seconds: cost(() => masks(played), 3) },
      mabwiser: 0.148,
    }),
  ];
}

/** Linear policies: 100,000 plays learned, 100,000 rows answered. */
export function contextual(): readonly Measured[] {
  const contexts = rows(100_000, 2);
  const played = plays(contexts.count, 3, contexts);
  const asked = rows(100_000, 4);
  const textbook = new Textbook();
  const naiveFit = cost(() => new Textbook().learn(played), 3);
  textbook.learn(played);
  const figures = [
    { policy: LIN_UCB, fit: 0.03, predict: 0.144 },
    { policy: LIN_TS, fit: 0.035, predict: 0.549 },
  ];
  return figures.flatMap(({ policy, fit, predict }) => {
    const own = bandit(policy);
    own.fit(played);
    const random = policy.name === 'LinTS' ? Generator.seeded(5) : undefined;
    return [
      measured({
        name: `${policy.name}, fit of 100,000 plays with ${COLUMNS} columns`,
        own: cost(() => bandit(policy).fit(played)),
        naive: { what: 'row after row, one pass for each arm', seconds: naiveFit },
        mabwiser: fit,
      }),
      measured({
        name: `${policy.name}, arm of 100,000 rows with ${COLUMNS} columns`,
        own: cost(() => own.predict(asked)),
        naive: { what: 'row after row, arm after arm', seconds: cost(() => textbook.choose(asked, random), 3) },
        mabwiser: predict,
      }),
    ];
  });
}

/** One decision, one reward, and so on. */
export function online(): readonly Measured[] {
  const steps = 5000;
  const contexts = rows(steps, 6);
  const rewards = Generator.seeded(7);
  const row = (step: number) => ({
    values: contexts.values.subarray(step * COLUMNS, (step + 1) * COLUMNS),
    count: 1,
    columns: COLUMNS,
  });
  const loop = (policy: Policy, contextual: boolean) => {
    const own = bandit(policy);
    own.fit(plays(1000, 8, contextual ? rows(1000, 9) : null));
    for (let step = 0; step < steps; step += 1) {
      const asked = contextual ? row(step) : null;
      own.partialFit({ decisions: own.predict(asked), rewards: [rewards.random() < 0.1 ? 1 : 0], contexts: asked });
    }
  };
  const textbook = (random?: Generator) => {
    const own = new Textbook();
    for (let step = 0; step < steps; step += 1) {
      const asked = row(step);
      const decisions = own.choose(asked, random);
      own.learn({ decisions, rewards: [rewards.random() < 0.1 ? 1 : 0], contexts: asked });
    }
  };
  const recount = () => {
    const seen: [number[], number[]] = [[], []];
    const random = Generator.seeded(10);
    for (let step = 0; step < steps; step += 1) {
      const counts = masks({ decisions: seen[0], rewards: seen[1], contexts: null });
      const drawn = counts.map(([won, n]) => random.beta(1 + won, 1 + n - won));
      seen[0].push(drawn.indexOf(Math.max(...drawn)));
      seen[1].push(rewards.random() < 0.1 ? 1 : 0);
    }
  };
  const inverse = 'the whole inverse made anew at each step';
  return [
    measured({
      name: 'Thompson sampling, step of the online loop',
      own: each(
        cost(() => loop(THOMPSON, false)),
        steps,
      ),
      naive: { what: 'all plays counted anew at each step', seconds: each(cost(recount, 1), steps) },
      mabwiser: 0.00034,
      goalTimes: 50,
    }),
    measured({
      name: `LinUCB with ${COLUMNS} columns, step of the online loop`,
      own: each(
        cost(() => loop(LIN_UCB, true)),
        steps,
      ),
      naive: {
        what: inverse,
        seconds: each(
          cost(() => textbook(), 3),
          steps,
        ),
      },
      mabwiser: 0.0015,
      goalTimes: 50,
    }),
    measured({
      name: `LinTS with ${COLUMNS} columns, step of the online loop`,
      own: each(
        cost(() => loop(LIN_TS, true)),
        steps,
      ),
      naive: {
        what: inverse,
        seconds: each(
          cost(() => textbook(Generator.seeded(11)), 3),
          steps,
        ),
      },
      mabwiser: 0.0019,
      goalTimes: 50,
    }),
  ];
}

/** UCB1 from the 50 nearest of 100,000 plays. */
export function nearest(): readonly Measured[] {
  const history = rows(100_000, 12);
  const asked = rows(50, 13);
  const own = new Bandit({
    arms: ARMS,
    policy: { name: 'UCB1', alpha: 1 },
    neighbourhood: { name: 'KNearest', k: 50, metric: 'euclidean' },
    seed: 1,
  });
  own.fit(plays(history.count, 14, history));
  const few = { ...asked, count: 3 };
  return [
    measured({
      name: `UCB1 from the 50 nearest of 100,000 plays with ${COLUMNS} columns, each row`,
      own: each(
        cost(() => own.predict(asked)),
        asked.count,
      ),
      naive: {
        what: 'all distances sorted',
        seconds: each(
          cost(() => sortedNearest(history, few, 50), 1),
          few.count,
        ),
      },
      mabwiser: 0.0058,
    }),
  ];
}
