import type { ExploreCellRow } from '../../contract/index.ts';
import {
  formatCount,
  formatCounted,
  formatDay,
  formatDayRange,
  formatMoney,
  formatProbability,
} from '../../serializer/index.ts';
import { type Html, html } from '../html.ts';
import { type Proven, provenBy } from '../proof-links.ts';
import type { CellsReportInput } from './input.ts';
import { sheet } from './sheet.ts';

function line({ cell, spent, gap, arms, leader, advice, nextLook }: ExploreCellRow, proven: Proven): Html {
  const { key, name, hypothesis, channel, segment, owner, budgetCap, firstDay, lastDay } = cell.design;
  return html`
  <tr><th scope="row"><b>${name}</b><div class="dim">${hypothesis}</div></th><td>${channel ?? 'all'} × ${segment ?? 'all'}</td><td>${cell.status}</td><td>${owner}</td><td>${formatDayRange(firstDay, lastDay)}</td><td class="n">${spent === null ? (gap ?? '—') : proven(formatMoney(spent), 'cell.money', key, 'spent')}</td><td class="n">${proven(formatMoney(budgetCap), 'cell.money', key, 'cap')}</td><td class="n">${formatCount(arms)}</td><td>${leader === null ? '—' : `${leader.label} (${formatProbability(leader.pBest)})`}</td><td>${advice?.replaceAll('_', ' ') ?? '—'}</td><td>${formatDay(nextLook)}</td></tr>`;
}

/** The report on explore cells: the board as a table, with budgets, leaders and the next look. */
export function renderCellsReport(input: CellsReportInput): string {
  const { board, proofs } = input;
  const proven = provenBy(proofs);
  const { summary } = board;
  const counted = (status: 'planned' | 'running' | 'paused' | 'ended'): Html =>
    html`${proven(formatCount(summary[status]), 'cell.count', status)} ${status}`;
  return sheet(input, {
    title: 'Explore cells',
    lead: `${formatCounted(board.cells.length, 'cell')} · data to ${formatDay(board.dataThrough)}`,
    through: board.dataThrough,
    body: [
      html`<section><p class="say">${counted('running')}, ${counted('planned')}, ${counted('paused')}, ${counted('ended')}. ${formatMoney(board.spent)} of ${formatMoney(board.budget)} spent by those that have not ended.</p>
<table class="list"><thead><tr><th scope="col">Cell</th><th scope="col">Where</th><th scope="col">Status</th><th scope="col">Owner</th><th scope="col">Days</th><th scope="col" class="n">Spent</th><th scope="col" class="n">Cap</th><th scope="col" class="n">Arms</th><th scope="col">Leads</th><th scope="col">Advice</th><th scope="col">Next look</th></tr></thead>
<tbody>${board.cells.map((row) => line(row, proven))}
</tbody></table><p class="note">${board.method}</p></section>`,
    ],
  });
}
