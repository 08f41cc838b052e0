import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CellPlan, cellPlanSchema } from '../../contract/index.ts';
import { adoptEvents, designProblems, sharesProblem } from '../lifecycle/index.ts';
import { anyGround, anyInput } from './ground.fixture.ts';
import { planCells } from './plan.ts';

const money = (cells: CellPlan['cells']): number => cells.reduce((sum, { design }) => sum + design.budgetCap.minor, 0);

describe('an exploration plan', () => {
  it('[BA69] never plans more than the budget, and at most half of it in variations of what works', () => {
    fc.assert(
      fc.property(anyGround, anyInput, (ground, input) => {
        const plan = planCells(input, ground);
        if (!plan.ok) return;
        const { cells } = plan.value;
        expect(cells.length).toBeLessThanOrEqual(input.cells);
        expect(money(cells)).toBeLessThanOrEqual(input.budget.minor);
        expect(money(cells.filter(({ side }) => side === 'exploit'))).toBeLessThanOrEqual(input.budget.minor / 2);
        expect(cellPlanSchema.safeParse(plan.value).error).toBeUndefined();
      }),
    );
  });

  it('[BA69] does not depend on the order of what it stands on', () => {
    fc.assert(
      fc.property(anyGround, anyInput, fc.nat(), (ground, input, turn) => {
        const rows = ground.rows
          .map((_, n) => ground.rows[(n + turn) % ground.rows.length])
          .flatMap((row) => row ?? []);
        const campaigns = ground.offer.campaigns.toReversed();
        const turned = { ...ground, rows: rows.toReversed(), offer: { ...ground.offer, campaigns } };
        const [one, other] = [planCells(input, ground), planCells(input, turned)];
        expect(other.ok).toBe(one.ok);
        if (one.ok && other.ok)
          expect(other.value.cells.map(({ design }) => design)).toEqual(one.value.cells.map(({ design }) => design));
      }),
    );
  });

  it('[BA68] can be adopted: each of its cells by itself, and all of them together', () => {
    fc.assert(
      fc.property(anyGround, anyInput, (ground, input) => {
        const plan = planCells(input, ground);
        if (!plan.ok || plan.value.cells.length === 0) return;
        const designs = plan.value.cells.map(({ design }) => design);
        for (const design of designs) expect(designProblems(design, 'EUR')).toEqual([]);
        for (const design of designs) expect(sharesProblem(design, 6)).toBeNull();
        expect(adoptEvents(designs, new Map(), { actor: 'a', currency: 'EUR' }).ok).toBe(true);
        const adopted = new Map(
          designs.map((design) => [design.key, { design, version: 1, status: 'planned' as const }]),
        );
        const again = planCells(input, { ...ground, cells: adopted });
        expect(again.ok && again.value.cells.every(({ exists }) => exists)).toBe(true);
      }),
    );
  });
});
