import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../../core/index.ts';
import { readContracts } from '../contracts/read.ts';
import { dropPlans } from './drops.ts';
import { storyOf } from './story.ts';

const contractsDir = new URL('../../../resources/contracts', import.meta.url).pathname;
const lastDays = ['2026-11-20', '2026-12-01', '2027-01-01', '2028-02-29', '2028-03-31'].map(dayOf);

describe('the drops of the sample', () => {
  it('are of every dataset, each in a folder of its own', async () => {
    const through = dayOf('2026-11-20');
    const plan = { seed: 1, from: addDays(through, -547), through };
    const drops = dropPlans(plan, storyOf(plan));
    expect([...new Set(drops.map(({ dataset }) => dataset))].sort()).toEqual(
      [...(await readContracts(contractsDir)).keys()].sort(),
    );
    expect(new Set(drops.map(({ folder }) => folder)).size).toBe(drops.length);
  });

  it.each(lastDays)('through %s come in the order they were exported', (through) => {
    const plan = { seed: 1, from: addDays(through, -547), through };
    const drops = dropPlans(plan, storyOf(plan));
    for (const dataset of new Set(drops.map((drop) => drop.dataset))) {
      const days = drops.filter((drop) => drop.dataset === dataset).map(({ dataThrough }) => dataThrough);
      expect(days).toEqual([...days].sort());
      expect(new Set(days).size).toBe(days.length);
    }
    expect(drops.filter(({ dataThrough }) => dataThrough > through)).toEqual([]);
  });

  it.each(lastDays)('through %s plant nothing after the last day or before the first', (through) => {
    const from = addDays(through, -547);
    const story = storyOf({ seed: 1, from, through });
    const days = [
      story.reachThrough,
      ...story.gap,
      story.spikeDay,
      story.dollarsFrom,
      story.mixFrom,
      ...story.restated,
      story.widerFrom,
      story.month,
    ];
    for (const day of days) {
      expect(day > from).toBe(true);
      expect(day <= through).toBe(true);
    }
    expect(story.month.slice(0, 7)).toBe(through.slice(0, 7));
    expect(story.spikeDay < story.restated[0]).toBe(true);
    expect(story.gap[1] < story.mixFrom).toBe(true);
  });
});
