import type { Bar, Line } from './line.ts';

/** Share of draws as a percentage, differences with their sign. */
const percent = (value: number): string => {
  const digits = Math.abs(value) < 0.01 && value !== 0 ? 3 : 2;
  if (value === 0 || value === 1) return `${100 * value} %`;
  return `${(100 * value).toFixed(digits)} %`;
};

const barText = (bar: Bar | null): string => {
  if (bar === null) return 'none';
  if (bar.from === 0) return `at most ${percent(bar.to)}`;
  if (bar.to === 1) return `at least ${percent(bar.from)}`;
  return `${percent(bar.from)} to ${percent(bar.to)}`;
};

const verdict = ({ bar, met }: Line): string => (bar === null ? '' : met ? 'met' : 'missed');

/** One line for a terminal. */
export const lineText = (line: Line): string =>
  `${line.what}: ${percent(line.measured)} (${percent(line.interval[0])} to ${percent(line.interval[1])}, ` +
  `${line.draws} draws), bar ${barText(line.bar)} ${verdict(line)}`;

const row = (line: Line): string =>
  `| \`${line.id}\` | ${line.what} | ${line.draws.toLocaleString('en')} | **${percent(line.measured)}** | ` +
  `${percent(line.interval[0])} to ${percent(line.interval[1])} | ${barText(line.bar)} | ${verdict(line)} |`;

export interface Page {
  readonly times: number;
  readonly seed: number;
  readonly seconds: number;
  readonly parts: readonly { readonly name: string; readonly lines: readonly Line[] }[];
}

const INTRODUCTION = `How often the statistics of experiments are wrong, measured where the truth is known.
Numbers are shares of draws with a 95 % Monte-Carlo interval (Clopper & Pearson for rates). A line without a bar is told for comparison.

* **A/A**: a variant of a test is drawn, its impressions come in random order, a fair coin puts each into one of two arms. Any effect found is a false alarm.
* **At all looks together**: an experiment counts as held only if not one of its looks leaves the truth out. This is the promise of a confidence sequence.
* **Relative effects** are read as ln(1 + effect) by the sequence. On their own scale an estimate that is low by chance brings a small error with it,
  and skewed metrics with few units leave the truth above the interval too often: see the line \`coverage.revenue.relative.own_scale\`.
* **Sample ratio**: units do split as promised; an alarm is false.
* **Bayesian**: true effects are drawn from the prior the read uses, so what it calls a probability has to be a frequency.
* **Families**: six experiments of three treatments against one control each, 4,000 units an arm.`;

/** The measurement as a page of the docs. */
export function calibrationPage({ times, seed, seconds, parts }: Page): string {
  const head =
    '| line | what | draws | measured | Monte-Carlo interval | bar | |\n| --- | --- | --- | --- | --- | --- | --- |';
  const sections = parts.map(({ name, lines }) => `## ${name}\n\n${head}\n${lines.map(row).join('\n')}`);
  const command = `Written by \`npm run calibrate -- --times ${times} --seed ${seed} --page docs/calibration.md\` in ${seconds.toFixed(0)} s.
The same command with the same seed gives the same numbers; \`--json\` prints them; it ends with status 1 when a bar is missed.`;
  return `${['# Calibration', INTRODUCTION, command, ...sections].join('\n\n')}\n`;
}
