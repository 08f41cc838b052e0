import type { Bar, Line, Unit } from './line.ts';

/** Share of draws as a percentage, differences with their sign. */
const percent = (value: number): string => {
  const digits = Math.abs(value) < 0.01 && value !== 0 ? 3 : 2;
  if (value === 0 || value === 1) return `${100 * value} %`;
  return `${(100 * value).toFixed(digits)} %`;
};

/** Four digits that mean something. */
const plain = (value: number): string =>
  Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 4 });
const textIn = (unit: Unit = 'share') => (unit === 'share' ? percent : plain);

const barText = (bar: Bar | null, unit?: Unit): string => {
  const text = textIn(unit);
  if (bar === null) return 'none';
  if (bar.from === 0) return `at most ${text(bar.to)}`;
  if (unit !== 'number' && bar.to === 1) return `at least ${text(bar.from)}`;
  return `${text(bar.from)} to ${text(bar.to)}`;
};

const measuredText = ({ measured, interval, unit }: Line, strong: string): readonly [string, string] => {
  const text = textIn(unit);
  return [`${strong}${text(measured)}${strong}`, `${text(interval[0])} to ${text(interval[1])}`];
};

const verdict = ({ bar, met }: Line): string => (bar === null ? '' : met ? 'met' : 'missed');

/** One line for a terminal. */
export function lineText(line: Line): string {
  const [measured, interval] = measuredText(line, '');
  return `${line.what}: ${measured} (${interval}, ${line.draws} draws), bar ${barText(line.bar, line.unit)} ${verdict(line)}`;
}

function row(line: Line): string {
  const [measured, interval] = measuredText(line, '**');
  const bar = `${barText(line.bar, line.unit)} | ${verdict(line)}`;
  return `| \`${line.id}\` | ${line.what} | ${line.draws.toLocaleString('en')} | ${measured} | ${interval} | ${bar} |`;
}

/** What was measured in one run, part by part. */
export interface Measurement {
  /** The command that gives the same numbers. */
  readonly command: string;
  readonly parts: readonly { readonly name: string; readonly seconds: number; readonly lines: readonly Line[] }[];
}

const INTRODUCTION = `# Calibration

How often the statistics of experiments and of bandits are wrong, measured where the truth is known.
Numbers are shares of draws with a 95 % Monte-Carlo interval (Clopper & Pearson for rates). A line without a bar is told for comparison.
Each part names the command that measured it: with the same seed it gives the same numbers, \`--json\` prints them, and it
ends with status 1 when a bar is missed. \`--page docs/calibration.md\` writes the parts that were run into this page.

* **A/A**: a variant of a test is drawn, its impressions come in random order, a fair coin puts each into one of two arms. Any effect found is a false alarm.
* **At all looks together**: an experiment counts as held only if not one of its looks leaves the truth out. This is the promise of a confidence sequence.
* **Relative effects** are read as ln(1 + effect) by the sequence. On their own scale an estimate that is low by chance brings a small error with it,
  and skewed metrics with few units leave the truth above the interval too often: see the line \`coverage.revenue.relative.own_scale\`.
* **Sample ratio**: units do split as promised; an alarm is false.
* **Bayesian**: true effects are drawn from the prior the read uses, so what it calls a probability has to be a frequency.
* **Families**: six experiments of three treatments against one control each, 4,000 units an arm.
* **Posteriors of arms**: by the function that the nightly snapshots use. With a wrong prior nothing is promised: the share is told.
* **Off-policy evaluation**: 4,000 rounds logged evenly over ten arms in three positions that pay 2 to 9 %; the policy asked about
  prefers the better arms. The direct method is the reward model alone, which draws arms together: it is biased.
  Of rare clicks: 34 arms in three positions that pay 0.2 to 0.7 %, as in the Open Bandit Dataset; logs that count for fewer than
  10 clicks of the policy are answered with "can't tell yet" and are left out.
* **Open Bandit Dataset**: campaign men, 10,000 impressions of each policy in one week. The policy asked about is how often Thompson
  sampling showed each item in each position; it learned during the week, so this is its mean. Its own rate is an estimate too.
  Intervals are those of the estimates, 95 %.
* **Regret**: the arms of Chapelle & Li 2011, played one by one by the library, pseudo-regret. Lai & Robbins' bound is Σ Δ / KL over the
  arms that are not best, with KL from an arm's rate to the best; growth is the least-squares slope of regret on ln t over 40 points,
  equally far apart in ln t, of the last decade of plays. A growth below 1 does not beat the bound, which is one of the limit: at
  so few plays regret has not come to it yet. A seed is a draw; intervals are Student's over seeds.
* **Replayed on real tests**: the Upworthy archive in the order of its weeks, all it knows of time. Each test is served by Thompson
  sampling that learns clicks 24 times. *Logged impressions* are served once each, in random order, as many as the variant with the
  fewest has, so that a click is an honest draw of the true rate whatever was chosen before: no model, and a winner's luck in the
  log gains nothing. *Plausible true rates* are drawn from the model by which the archive's winners are judged, for what all
  impressions would bring. Intervals are of tests resampled 2,000 times; a draw is a test.`;

const HEAD =
  '| line | what | draws | measured | Monte-Carlo interval | bar | |\n| --- | --- | --- | --- | --- | --- | --- |';

function sections({ command, parts }: Measurement): ReadonlyMap<string, string> {
  return new Map(
    parts.map(({ name, seconds, lines }) => [
      name,
      `## ${name}\n\nMeasured by \`${command}\` in ${seconds.toFixed(0)} s.\n\n${HEAD}\n${lines.map(row).join('\n')}`,
    ]),
  );
}

/** Sections of a page by their names, without what comes before them. */
function sectionsOf(page: string): ReadonlyMap<string, string> {
  const parts = page.split(/^(?=## )/m).slice(1);
  return new Map(parts.map((part) => [part.slice(3, part.indexOf('\n')), part.trim()]));
}

/** The page of the docs with what was measured; parts that were not run stay as `before` has them. */
export function calibrationPage(measured: Measurement, before: string): string {
  const all = new Map([...sectionsOf(before), ...sections(measured)]);
  return `${[INTRODUCTION, ...all.values()].join('\n\n')}\n`;
}
