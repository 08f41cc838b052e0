import type { Tile, TileSize } from '../../contract/index.ts';
import { formatDay, formatFailure, formatText } from '../../serializer/index.ts';
import { freshnessChip } from '../chip.ts';
import { type Html, html } from '../html.ts';
import { belonging, cellOf, columnOf, nameOf } from './cells.ts';
import { drawTile, inPage } from './draw/index.ts';
import type { ReportTile, TileProofs } from './input.ts';
import { figureText, limits } from './scope.ts';
import { intervalOf, isWide, proven, tileTable, writtenIn } from './table.ts';

const worst = (tile: Tile) =>
  (['stale', 'late', 'unknown', 'fresh'] as const).find((state) =>
    tile.sources.some(({ freshness }) => freshness === state),
  );

/** How fresh the data of a tile are, and up to which day. */
function badge(tile: Tile): Html | null {
  const state = worst(tile);
  return state === undefined
    ? null
    : html`<div class="badge">${freshnessChip(state)} <span class="dim">data to ${formatDay(tile.dataThrough)}</span></div>`;
}

function notes(tile: Tile): Html | null {
  const lines = limits(tile);
  return lines.length === 0 ? null : html`<ul class="notes">${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}

/** The number of a figure, what bounds it and what it was before. */
function figure(tile: Tile, proofs: TileProofs): Html | null {
  const { draw } = tile;
  if (draw.as !== 'figure') return null;
  const [value, row] = [columnOf(tile, draw.value), tile.rows.find(({ key }) => key === draw.row)];
  if (value === null || row === undefined) return html`<div class="v">—</div>`;
  const before = belonging(tile, draw.value, 'before');
  const changes = [belonging(tile, draw.value, 'ratio_change'), belonging(tile, draw.value, 'change')];
  const change = changes.find((placed) => placed !== null && cellOf(row, placed) !== null) ?? null;
  const goal = belonging(tile, draw.value, 'goal');
  return html`<div class="v">${proven(figureText(tile), proofs, row.key, value.column)}</div>
<div class="s">${intervalOf(tile, row, value)}</div>
<div class="s">${change === null || before === null ? null : html`${writtenIn(change, row)} against ${proven(writtenIn(before, row), proofs, row.key, before.column)}`}${goal === null ? null : html` goal ${proven(writtenIn(goal, row), proofs, row.key, goal.column)}`}</div>`;
}

const FLAGS: Readonly<Record<string, string>> = { bad: '✕', warn: '!', good: '✓', info: '·', up: '↑', down: '↓' };

/** Things to look at, worst first, as sentences. */
function list(tile: Tile): Html | null {
  const { draw } = tile;
  if (draw.as !== 'list') return null;
  const [title, text, flag] = [columnOf(tile, draw.title), columnOf(tile, draw.text), columnOf(tile, draw.flag)];
  if (tile.rows.length === 0) return html`<p class="note">Nothing to look at.</p>`;
  const items = tile.rows.map((row) => {
    const mark = nameOf(row, flag);
    return html`
  <li class="${FLAGS[mark] === undefined ? 'info' : mark}"><b>${FLAGS[mark] ?? '·'} ${formatText(cellOf(row, title))}</b> ${formatText(cellOf(row, text))}</li>`;
  });
  return html`<ul class="alerts">${items}
</ul>`;
}

function read(tile: Tile, proofs: TileProofs, size: TileSize): Html {
  const drawing = drawTile(tile, size);
  const picture = drawing === null ? null : html`<figure>${inPage(drawing, formatText(tile.sentence))}</figure>`;
  const sentence = html`<p class="say">${formatText(tile.sentence)}</p>`;
  const fig = figure(tile, proofs);
  const body =
    fig === null
      ? html`${picture}${sentence}${list(tile) ?? tileTable(tile, proofs)}`
      : html`${fig}${picture}${sentence}`;
  return html`${body}${notes(tile)}`;
}

/** One tile on paper; where it could not be read, why, and what to do about it. */
export function card({ title, size, reading }: ReportTile): Html {
  if ('failure' in reading)
    return html`<article class="card tile ${size} failed"><div class="top"><h3>${title}</h3></div>
<p class="say">✕ ${formatFailure(reading.failure)}</p><p class="dim mono">${reading.failure.code}</p></article>`;
  const { tile, proofs } = reading;
  const shape = tile.draw.as !== 'figure' && isWide(tile) ? 'full wide' : size;
  return html`<article class="card tile ${shape}"><div class="top"><h3>${formatText(tile.title)}</h3>${badge(tile)}</div>
${read(tile, proofs, size)}</article>`;
}
