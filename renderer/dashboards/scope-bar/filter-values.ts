import type { DashboardCatalog, Dimension } from '../../../engine/contract/index.ts';
import { hasWords } from '../../components/search-words.ts';

export interface FilterValue {
  readonly id: string;
  readonly name: string;
}

export interface FilterGroup {
  /** Empty where values are not grouped. */
  readonly name: string;
  readonly values: readonly FilterValue[];
}

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  channel: 'Channel',
  segment: 'Segment',
  campaign: 'Campaign',
  geo: 'Region',
};

type Values = DashboardCatalog['values'];

/** The values of a dimension that have all words of the search in their name or id; campaigns by their channel. */
export function filterGroups(values: Values, dimension: Dimension, search: string): readonly FilterGroup[] {
  if (dimension !== 'campaign') {
    const found = values[dimension].filter(({ id, name }) => hasWords(`${name} ${id}`, search));
    return found.length === 0 ? [] : [{ name: '', values: found }];
  }
  const channels = new Map(values.channel.map(({ id, name }) => [id, name]));
  const groups = new Map<string, FilterValue[]>();
  for (const { id, name, channel } of values.campaign) {
    const of = channels.get(channel) ?? channel;
    if (!hasWords(`${name} ${id} ${of}`, search)) continue;
    groups.set(of, [...(groups.get(of) ?? []), { id, name }]);
  }
  return [...groups].map(([name, found]) => ({ name, values: found }));
}

/** What a value is called; its id where the data do not have it. */
export const nameOf = (values: Values | undefined, dimension: Dimension, id: string): string =>
  values?.[dimension].find((value) => value.id === id)?.name ?? id;

/** Chosen values in a few words: "Meta", "Meta and 2 more"; none is nothing. */
export function chosenWords(values: Values | undefined, dimension: Dimension, chosen: readonly string[]): string {
  const [first] = chosen;
  if (first === undefined) return '';
  const name = nameOf(values, dimension, first);
  return chosen.length === 1 ? name : `${name} and ${chosen.length - 1} more`;
}
