import { expect, it } from 'vitest';
import { seededUniform, xoshiro128 } from './xoshiro.ts';

it('gives the words of the authors’ C code', () => {
  // Made with the reference C by github.com/edorfaus/xoshiro-6502, test-rom/testdata.asm.
  const next = xoshiro128([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0]);
  expect([next(), next(), next(), next()]).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70]);
});

it('gives the same numbers for the same seed', () => {
  // By a second implementation in Python, with its integers.
  const uniform = seededUniform(20_261_122);
  expect([uniform(), uniform(), uniform()]).toEqual([0.14986844411526612, 0.7892337148386525, 0.5886897690716159]);
});

it('fills the unit interval evenly', () => {
  const uniform = seededUniform(-7);
  const cells = new Float64Array(20);
  for (let draw = 0; draw < 100_000; draw += 1) {
    const cell = Math.floor(uniform() * 20);
    cells[cell] = (cells[cell] ?? 0) + 1;
  }
  const chiSquare = cells.reduce((sum, count) => sum + (count - 5000) ** 2 / 5000, 0);
  // The 99.9 % point of χ² with 19 degrees of freedom.
  expect(chiSquare).toBeLessThan(43.82);
});
