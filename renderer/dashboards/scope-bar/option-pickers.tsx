import { useQuery } from '@tanstack/react-query';
import type { TilePage } from '../../../engine/contract/index.ts';
import { optionOf } from '../options.ts';
import type { OptionId } from '../scope-search.ts';
import { catalogQuery } from '../tile-query.ts';
import { usePageScope } from '../use-page-scope.ts';
import { ChoicePicker } from './choice-picker.tsx';
import { StepsPicker } from './steps-picker.tsx';

interface OptionPickersProps {
  readonly page: TilePage;
  readonly options: readonly OptionId[];
}

/** Choices beside period, comparison and filters; each holds in the address. */
export function OptionPickers({ page, options }: OptionPickersProps) {
  const { search, change } = usePageScope();
  const { data: catalog } = useQuery(catalogQuery);
  return options.map((id) => {
    const option = optionOf(id, page, catalog?.metrics ?? []);
    // Other rows than those that were drilled into: the way back leads nowhere.
    const choose = (value: string | undefined): void =>
      change({ [id]: value, ...(id === 'by' ? { trail: undefined } : {}) });
    return option.choices.length === 0 && id === 'steps' ? (
      <StepsPicker key={id} option={option} value={search[id]} onChange={choose} />
    ) : (
      <ChoicePicker key={id} option={option} value={search[id]} onChange={choose} />
    );
  });
}
