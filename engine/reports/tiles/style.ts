import { STYLE } from '../style.ts';

/** Any text as a string of CSS: everything but letters, digits and blanks as its code point. */
const cssString = (text: string): string =>
  `"${[...text].map((char) => (/[\p{L}\p{N} ]/u.test(char) ? char : `\\${(char.codePointAt(0) ?? 32).toString(16)} `)).join('')}"`;

/**
 * The style of a report of tiles: that of every report, tiles on a grid of four, and pages of their own for each page of
 * the workbench. Tables too wide for the short side of the paper stand on the long one.
 * @param running what every printed page says at its top, left and right.
 */
export const tilesStyle = (running: readonly [left: string, right: string]): string => `${STYLE}
.page{max-width:1000px;margin:0 auto;padding:28px 32px}
.page>h2:first-child{font-size:20px;margin-top:0}
.grid4{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;align-items:start;margin-top:14px}
.card.tile{margin:0;padding:12px 16px;min-width:0}
.card.half{grid-column:span 2}
.card.full{grid-column:1/-1}
.card.tile .v{font-size:24px;line-height:1.25;font-weight:620;letter-spacing:-.02em}
.card.tile .s,.card.tile .badge{font-size:12px;color:var(--ink2)}
.card.figure .top{flex-direction:column;gap:2px}
.card.failed{border-color:var(--neg);background:var(--neg-soft)}
.draw{display:block;width:100%;height:auto;font-family:inherit}
.rows{font-size:12px}
.rows .n .dim{display:block;font-size:.9em}
.page .n{text-align:right;white-space:nowrap}
.rows th:first-child,.rows td:first-child{padding-left:0}
.notes{font-size:11px;color:var(--ink3);margin-top:8px}
.alerts{list-style:none;padding:0}
.alerts .bad b{color:var(--neg)}.alerts .warn b{color:var(--warn)}.alerts .good b{color:var(--pos)}
.appendix h3{margin-top:16px}
@page{@top-left{content:${cssString(running[0])};font:10px Inter,system-ui,sans-serif;color:#626b7c}@top-right{content:${cssString(running[1])};font:10px Inter,system-ui,sans-serif;color:#626b7c}}
@page wide{size:A4 landscape}
@media (max-width:720px){.grid4{grid-template-columns:repeat(2,1fr)}}
@media print{
.page{max-width:none;padding:0;break-before:page}
.page:first-of-type{break-before:auto}
.grid4{display:block;orphans:1;widows:1}
section,article{overflow:visible}
.grid4>.figure{display:inline-block;width:calc(50% - 6px);margin:0 3px 8px 0;vertical-align:top}
.card.tile{margin-bottom:10px;padding:10px 12px}
.card.half,.card.full{width:auto}
.card.full,.card.half{break-inside:auto}
.card .top,.card figure,.card .say{break-after:avoid}
.wide{page:wide}
.wide .rows{font-size:8.5px}
.card.half .draw{width:66%}
.rows{font-size:9.5px}
.notes{font-size:8.5px}
.draw{max-height:96mm}
.appendix .proofs td:first-child{width:1%}
}`;
