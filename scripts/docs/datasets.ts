import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { odcsSchema } from '../../engine/ingest/contracts/odcs.ts';

const DIR = 'resources/contracts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function renderDataset(name: string): readonly string[] {
  const raw: unknown = parse(readFileSync(`${DIR}/${name}`, 'utf8'));
  const { id, version, schema, slaProperties } = odcsSchema.parse(raw);
  const [object] = schema;
  if (object === undefined) return [];
  const sla = slaProperties.map(({ property, value, unit }) => `${property} ${String(value)} ${unit ?? ''}`.trim());
  const rules = [...object.properties.flatMap(({ quality }) => quality), ...object.quality].filter(
    ({ type }) => type === 'custom',
  );
  return [
    `## ${id} ${version}`,
    '',
    `Promised: ${sla.join(', ')}.`,
    '',
    '| column | type | |',
    '| --- | --- | --- |',
    ...object.properties.map((property) => {
      const marks = [
        property.primaryKey ? 'key' : '',
        property.partitioned ? 'day the drop restates' : '',
        property.required ? 'required' : '',
      ].filter((mark) => mark !== '');
      return `| \`${property.name}\` | ${property.physicalType} | ${marks.join(', ')} |`;
    }),
    '',
    ...rules.map(({ id: rule, description }) => `- \`${rule ?? ''}\`: keeps out a row when ${cell(description ?? '')}`),
    ...(rules.length === 0 ? [] : ['']),
  ];
}

/** `docs/datasets.md`: every dataset the product has a contract for, from resources/contracts. */
export function renderDatasets(): string {
  const names = readdirSync(DIR)
    .filter((name) => name.endsWith('.odcs.yaml'))
    .sort();
  return [
    '# Datasets',
    '',
    '<!-- Generated from resources/contracts by "npm run docs". Do not edit. -->',
    '',
    "Columns ending in `_minor` are whole minor units of the row's `currency`. How a drop looks and what is checked:",
    '[data contracts](data-contracts.md).',
    '',
    ...names.map(
      (name) => `- [${name.replace('.odcs.yaml', '')}](#${name.replace('.odcs.yaml', '')}-${versionOf(name)})`,
    ),
    '',
    ...names.flatMap(renderDataset),
  ].join('\n');
}

const versionOf = (name: string): string => {
  const raw: unknown = parse(readFileSync(`${DIR}/${name}`, 'utf8'));
  return odcsSchema.parse(raw).version.replaceAll('.', '');
};
