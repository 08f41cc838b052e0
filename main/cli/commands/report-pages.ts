import { z } from 'zod';
import {
  isTileId,
  type ReportFormat,
  type ReportPage,
  reportFormatSchema,
  reportPageSchema,
  type Scope,
  type ScopeInput,
  scopeSchema,
  type TileId,
} from '../../../engine/contract/index.ts';
import { WrongUsage } from '../failure.ts';

const parts = (list: string): readonly string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

const ALIASES: Readonly<Record<string, ReportPage>> = { exec: 'executive' };

/** "exec,finance" as pages. */
export function pagesOf(list: string): ReportPage[] {
  const pages = z
    .array(reportPageSchema)
    .min(1)
    .safeParse(parts(list).map((name) => ALIASES[name] ?? name));
  if (pages.success) return pages.data;
  throw new WrongUsage(`"${list}" is not a list of ${reportPageSchema.options.join(', ')}`);
}

/** "html,pdf" as formats. */
export function formatsOf(list: string): ReportFormat[] {
  const formats = z.array(reportFormatSchema).min(1).safeParse(parts(list));
  if (formats.success) return formats.data;
  throw new WrongUsage(`"${list}" is not a list of ${reportFormatSchema.options.join(', ')}`);
}

/** "executive.cac,growth.trend" as tiles. */
export function reportTilesOf(list: string): TileId[] {
  const names = parts(list);
  const tiles = names.filter(isTileId);
  if (tiles.length === names.length && tiles.length > 0) return tiles;
  const wrong = names.find((name) => !isTileId(name)) ?? list;
  throw new WrongUsage(`"${wrong}" is not a tile: they are called by page and name, such as executive.cac`);
}

/** What `--period`, `--compare`, `--filter` and `--option` say. */
export interface ScopeWords {
  readonly period?: string | undefined;
  readonly compare?: string | undefined;
  readonly filter?: readonly string[] | undefined;
  readonly option?: readonly string[] | undefined;
}

const range = (text: string): string | { from: string; to: string } => {
  const [from = '', to] = text.split('..');
  return to === undefined ? from : { from, to };
};

const pairs = (items: readonly string[]): readonly (readonly [string, string])[] =>
  items.map((item) => {
    const at = item.indexOf('=');
    if (at < 1) throw new WrongUsage(`"${item}" is not a name=value`);
    return [item.slice(0, at), item.slice(at + 1)];
  });

/** The scope the words describe: `last_28_days` or `2026-11-01..2026-11-21`, `channel=meta,tiktok`, `metric=cac`. */
export function scopeOf({ period, compare, filter = [], option = [] }: ScopeWords): Scope {
  const input: Record<keyof ScopeInput, unknown> = {
    period: period === undefined ? undefined : range(period),
    compare: compare === undefined ? undefined : range(compare),
    filters: Object.fromEntries(pairs(filter).map(([dimension, list]) => [dimension, parts(list)])),
    options: Object.fromEntries(pairs(option)),
  };
  const unknown = Object.keys(input.filters ?? {}).find(
    (name) => !['channel', 'segment', 'campaign', 'geo'].includes(name),
  );
  if (unknown !== undefined) throw new WrongUsage(`"${unknown}" is not channel, segment, campaign or geo`);
  const scope = scopeSchema.safeParse(input);
  if (scope.success) return scope.data;
  const [issue] = scope.error.issues;
  throw new WrongUsage(
    `the ${String(issue?.path[0] ?? 'scope')} is not one: a preset such as last_28_days, or FROM..TO`,
  );
}
