import { getTableConfig, PgDialect, type PgTable } from 'drizzle-orm/pg-core';
import * as schema from '../../engine/store/ops/schema/index.ts';

const dialect = new PgDialect();

/** `docs/schemas.md`: the ops tables, from the Drizzle schema. */
export function renderSchemas(): string {
  const tables = Object.values(schema)
    .map(renderTable)
    .sort((a, b) => a.name.localeCompare(b.name));
  return [
    '# Schemas',
    '',
    '<!-- Generated from engine/store/ops/schema by "npm run docs". Do not edit. -->',
    '',
    'The ops tables, in Postgres. The same migrations make them in PGlite (local, a projection of the journal) and in the',
    'production database. Every row belongs to a workspace. What the database refuses by itself (four eyes, fingerprints,',
    'expiry, single use, caps, the audit chain) is in `engine/store/ops/migrations/0001_four_eyes.sql`.',
    '',
    ...tables.map(({ name }) => `- [${name}](#${name})`),
    '',
    ...tables.flatMap(({ lines }) => lines),
  ].join('\n');
}

function renderTable(table: PgTable): { readonly name: string; readonly lines: readonly string[] } {
  const { name, columns, primaryKeys, foreignKeys, checks, indexes, uniqueConstraints } = getTableConfig(table);
  const keys = new Set([
    ...primaryKeys.flatMap((key) => key.columns.map((column) => column.name)),
    ...columns.filter((column) => column.primary).map((column) => column.name),
  ]);
  const rows = columns.map((column) => {
    const marks = [keys.has(column.name) ? 'key' : '', column.notNull ? 'required' : ''].filter((mark) => mark !== '');
    return `| \`${column.name}\` | ${column.getSQLType()} | ${marks.join(', ')} |`;
  });
  const notes = [
    ...foreignKeys.map((key) => {
      const { columns: from, foreignColumns: to, foreignTable } = key.reference();
      return `- (${named(from)}) refers to \`${getTableConfig(foreignTable).name}\` (${named(to)})`;
    }),
    ...uniqueConstraints.map((unique) => `- unique: ${named(unique.columns)}`),
    ...indexes.map((index) => `- index: \`${index.config.name}\``),
    ...checks.map((check) => `- \`${check.name}\`: \`${dialect.sqlToQuery(check.value).sql}\``),
  ];
  const head = [`## ${name}`, '', '| column | type | |', '| --- | --- | --- |', ...rows, ''];
  return { name, lines: notes.length === 0 ? head : [...head, ...notes, ''] };
}

const named = (columns: readonly { readonly name: string }[]): string =>
  columns.map((column) => `\`${column.name}\``).join(', ');
