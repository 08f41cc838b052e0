import { TILE_PAGES, TILES, tilesOf } from '../../engine/contract/index.ts';
import { type MetricDefinition, metricDatasets, readMetricCatalogue } from '../../engine/metrics/index.ts';

const sum = ({ add, subtract, dataset }: MetricDefinition['numerator']): string =>
  `${[...add, ...subtract.map((name) => `− ${name}`)].map((name) => `\`${name.replace('− ', '')}\``).join(' less ')} of ${dataset}`;

const formula = ({ numerator, denominator }: MetricDefinition): string =>
  denominator === undefined ? sum(numerator) : `${sum(numerator)} ÷ ${sum(denominator)}`;

/** `docs/metrics.md`: the metric catalogue and the tiles, from resources/metrics and the contract. */
export async function renderMetrics(): Promise<string> {
  const catalogue = await readMetricCatalogue('resources/metrics');
  return [
    '# Metrics and tiles',
    '',
    '<!-- Generated from resources/metrics and engine/contract/tiles.ts by "npm run docs". Do not edit. -->',
    '',
    'A metric has one definition; every page, report and proof reads it from there. Money in other currencies is turned into the',
    "workspace's currency at the rate of each day (`fx_rates`).",
    '',
    '| metric | id | what it is | made of | kept by | better |',
    '| --- | --- | --- | --- | --- | --- |',
    ...[...catalogue.values()].map(
      (metric) =>
        `| ${metric.label} | \`${metric.id}\` | ${metric.definition} | ${formula(metric)} | ${metric.dimensions.join(', ')} | ${metric.better} |`,
    ),
    '',
    'Datasets behind each: ' +
      [...catalogue.values()].map((metric) => `${metric.id}: ${metricDatasets(metric).join(' + ')}`).join('; ') +
      '.',
    '',
    ...TILE_PAGES.flatMap((page) => [
      `## ${page}`,
      '',
      '| tile | id | reads |',
      '| --- | --- | --- |',
      ...tilesOf(page).map((id) => `| ${TILES[id].title} | \`${id}\` | ${TILES[id].datasets.join(', ')} |`),
      '',
    ]),
  ].join('\n');
}
