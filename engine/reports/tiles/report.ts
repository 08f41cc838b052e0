import { TILE_PAGES, type TilePage } from '../../contract/index.ts';
import { formatDay, formatInstant, formatText, formatZone } from '../../serializer/index.ts';
import { fontFace } from '../font-face.ts';
import { type Html, html, trusted } from '../html.ts';
import { card } from './card.ts';
import { PAGE_TITLES, type ReportTile, type TilesReportInput } from './input.ts';
import { proofAppendix } from './proofs.ts';
import { type Fact, mergedSources, scopeFacts, sourceText, totalsText } from './scope.ts';
import { tilesStyle } from './style.ts';

const readTiles = (tiles: readonly ReportTile[]) =>
  tiles.flatMap(({ reading }) => ('tile' in reading ? [reading.tile] : []));

/** What the numbers of one page are about, where they come from and what they add up to. */
function facts(tiles: readonly ReportTile[], zone: string): Html | null {
  const read = readTiles(tiles);
  const [first] = read;
  if (first === undefined) return null;
  const lines: readonly Fact[] = [...scopeFacts(first), ['Totals', totalsText(tiles)]];
  const sources = mergedSources(read).map((source) => html`<div>${sourceText(source, zone)}</div>`);
  return html`<dl class="facts small">${lines.map(
    ([name, text]) => html`
  <dt>${name}</dt><dd>${text}</dd>`,
  )}
  <dt>Data</dt><dd>${sources}</dd>
</dl>`;
}

function section(page: TilePage, tiles: readonly ReportTile[], zone: string): Html | null {
  if (tiles.length === 0) return null;
  return html`<section class="page"><h2>${PAGE_TITLES[page]}</h2>
${facts(tiles, zone)}
<div class="grid4">${tiles.map(
    (tile) => html`
${card(tile)}`,
  )}
</div></section>`;
}

/** The last day of all the tiles' data, as a day; missing without one. */
export function dataThrough(tiles: readonly ReportTile[]): string {
  const days = readTiles(tiles).flatMap(({ dataThrough: day }) => day ?? []);
  return formatDay(days.toSorted().at(-1));
}

/**
 * A report of tiles, page by page: one HTML page that needs nothing else. No scripts, no links out; style, drawings and
 * font are inside. Each number is the tile's, written by the serializer, and links to its proof; a tile that could not be
 * read says why in its place. Prints to A4, page by page, wide tables on the long side.
 */
export function renderTilesReport(input: TilesReportInput): string {
  const { title, status, tiles, generatedAt, zone, fontBase64 } = input;
  const made = formatInstant(generatedAt, zone);
  const through = dataThrough(tiles);
  const name = formatText(status.name);
  const style = tilesStyle([`Growth Workbench · ${name} · ${title}`, `Data to ${through} · made ${made}`]);
  const failed = tiles.filter(({ reading }) => 'failure' in reading).length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>${title}, ${name}, data to ${through}</title>
<style>${trusted(fontFace(fontBase64) + style)}</style>
</head>
<body>
<header class="page mast">
  <div class="brand"><i></i>Growth Workbench<span>${name}${status.sample ? ' · sample workspace' : ''}</span></div>
  <h1>${title}</h1>
  <p class="lead">Data to ${through} · made ${made} · ${zone} (${formatZone(generatedAt, zone)})${failed === 0 ? '' : ` · ${failed} of ${tiles.length} tiles could not be read`}</p>
</header>
<main>
${TILE_PAGES.map((name) =>
  section(
    name,
    tiles.filter((tile) => tile.page === name),
    zone,
  ),
)}
${proofAppendix(tiles)}
</main>
</body>
</html>
`;
  return page.toString();
}
