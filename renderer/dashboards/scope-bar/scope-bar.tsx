import { useHotkeys } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Days, ResolvedScope, TilePage } from '../../../engine/contract/index.ts';
import { NotesButton } from '../notes/notes-button.tsx';
import { pageOptions } from '../options.ts';
import { PAGE_FACTS } from '../page-facts.ts';
import { overlaps, shiftPeriod } from '../period.ts';
import { daysText } from '../scope-search.ts';
import { catalogQuery } from '../tile-query.ts';
import { usePageScope } from '../use-page-scope.ts';
import { ComparePicker } from './compare-picker.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPicker } from './filter-picker.tsx';
import { OptionPickers } from './option-pickers.tsx';
import { PeriodPicker } from './period-picker.tsx';
import classes from './scope-bar.module.css';

interface ScopeBarProps {
  readonly page: TilePage;
  /** What the scope came to, once a tile has answered. */
  readonly resolved: ResolvedScope | null;
}

/** Period, comparison, the page's own choices and filters; all of it lives in the address. */
export function ScopeBar({ page, resolved }: ScopeBarProps) {
  const { scope, change } = usePageScope();
  const { data: catalog } = useQuery(catalogQuery);
  const [comparing, setComparing] = useState(false);
  const within = catalog?.days ?? null;
  const shift = (by: -1 | 1): void => {
    const days: Days | undefined = typeof scope.period === 'string' ? resolved?.period : scope.period;
    if (days === undefined) return;
    const to = shiftPeriod(days, by);
    if (within === null || overlaps(to, within)) change({ period: daysText(to) });
  };
  useHotkeys([
    ['[', () => shift(-1), { usePhysicalKeys: false }],
    [']', () => shift(1), { usePhysicalKeys: false }],
    ['c', () => setComparing(true)],
    ['/', () => document.querySelector<HTMLElement>(`[data-scope="${PAGE_FACTS[page].filters[0]}"]`)?.click()],
  ]);
  return (
    <>
      <div className={classes.bar} role="toolbar" aria-label="Scope of the page">
        <PeriodPicker period={scope.period} resolved={resolved?.period ?? null} within={within} change={change} />
        <ComparePicker
          compare={scope.compare}
          resolved={resolved?.compare ?? null}
          within={within}
          opened={comparing}
          onOpen={setComparing}
          change={change}
        />
        <span className={classes.divider} aria-hidden="true" />
        <OptionPickers page={page} options={pageOptions(page)} />
        {PAGE_FACTS[page].filters.map((dimension) => (
          <FilterPicker
            key={dimension}
            dimension={dimension}
            catalog={catalog}
            chosen={scope.filters[dimension] ?? []}
            onChange={(chosen, joins) => change({ [dimension]: chosen.length === 0 ? undefined : [...chosen] }, joins)}
          />
        ))}
        <NotesButton within={within} day={resolved?.period.to ?? null} />
      </div>
      <FilterChips filters={scope.filters} catalog={catalog} change={change} />
    </>
  );
}
