import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sankeyLayout } from './layout.ts';

const flow = (depth: number, from: string, to: string, value: number) => ({
  key: `${depth} ${from} ${to}`,
  from,
  to,
  value,
  depth,
});

const PAGES = ['/', '/pricing', '/signup'] as const;
/** Flows over up to four steps; what arrives at a page may be more or less than what leaves it. */
const flows = fc
  .uniqueArray(
    fc.record({
      depth: fc.integer({ min: 1, max: 4 }),
      from: fc.constantFrom(...PAGES),
      to: fc.constantFrom(...PAGES, 'Exit'),
      value: fc.integer({ min: 0, max: 5000 }),
    }),
    { selector: ({ depth, from, to }) => `${depth} ${from} ${to}`, minLength: 1, maxLength: 30 },
  )
  .map((list) => list.map(({ depth, from, to, value }) => flow(depth, from, to, value)));

describe('the layout of paths', () => {
  it('[CH12] puts a page at each step it is seen at', () => {
    const { nodes, links } = sankeyLayout([flow(1, '/', '/pricing', 60), flow(2, '/pricing', '/', 20)], 400, 200);
    expect(nodes.map(({ name, column }) => `${column} ${name}`).sort()).toEqual(['0 /', '1 /pricing', '2 /']);
    expect(links.map(({ value }) => value)).toEqual([60, 20]);
    expect(nodes.find(({ column }) => column === 1)?.value).toBe(60);
  });

  it('[CH12] keeps what flows, inside its box, forwards only', () => {
    fc.assert(
      fc.property(flows, (list) => {
        const { nodes, links } = sankeyLayout(list, 600, 300);
        expect(links).toHaveLength(list.filter(({ value }) => value > 0).length);
        for (const link of links) {
          expect(link.target.column).toBe(link.source.column + 1);
          expect(link.target.x0).toBeGreaterThan(link.source.x1);
        }
        for (const node of nodes) {
          expect(node.y0).toBeGreaterThanOrEqual(-0.01);
          expect(node.y1).toBeLessThanOrEqual(300.01);
          const [inward, outward] = [
            links.filter(({ target }) => target === node),
            links.filter(({ source }) => source === node),
          ].map((own) => own.reduce((sum, { value }) => sum + value, 0));
          expect(node.value).toBe(Math.max(inward ?? 0, outward ?? 0));
        }
      }),
    );
  });

  it('is empty without flows', () => {
    expect(sankeyLayout([flow(1, 'a', 'b', 0)], 400, 200)).toEqual({ nodes: [], links: [] });
  });
});
