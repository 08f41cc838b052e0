/** Linear-light red, green, blue, each from 0 to 1. */
export type Linear = readonly [number, number, number];

/** How somebody sees: with all cones, or without the long, middle or short ones. */
export const VISIONS = ['all', 'protanopia', 'deuteranopia', 'tritanopia'] as const;
export type Vision = (typeof VISIONS)[number];

type Matrix = readonly [Linear, Linear, Linear];

/** Machado, Oliveira and Fernandes (2009), table of severity 1.0, on linear sRGB. */
const SEEN: Readonly<Record<Exclude<Vision, 'all'>, Matrix>> = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const times = (matrix: Matrix, [r, g, b]: Linear): Linear => {
  const row = ([x, y, z]: Linear): number => x * r + y * g + z * b;
  return [row(matrix[0]), row(matrix[1]), row(matrix[2])];
};

const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** A colour written `#rrggbb` (sRGB) in linear light. Throws when it is written otherwise. */
export function linearOf(hex: string): Linear {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new Error(`not a colour: ${hex}`);
  const part = (at: number): number => linear(Number.parseInt(hex.slice(at, at + 2), 16) / 255);
  return [part(1), part(3), part(5)];
}

/** What is left of a colour for a way of seeing, clipped to what a screen can show. */
export function seenAs(colour: Linear, vision: Vision): Linear {
  if (vision === 'all') return colour;
  const [r, g, b] = times(SEEN[vision], colour);
  const clip = (x: number): number => Math.min(1, Math.max(0, x));
  return [clip(r), clip(g), clip(b)];
}

/** Relative luminance by WCAG 2.2. */
export const luminance = ([r, g, b]: Linear): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** Contrast of two colours by WCAG 2.2, from 1 to 21. */
export function contrast(a: Linear, b: Linear): number {
  const [high, low] = [Math.max(luminance(a), luminance(b)), Math.min(luminance(a), luminance(b))];
  return (high + 0.05) / (low + 0.05);
}

const LMS: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];

/** Distance of two colours in Oklab (Ottosson 2020) times 100; about 2 is the least that can be told apart. */
export function difference(a: Linear, b: Linear): number {
  const lab = (colour: Linear): Linear => {
    const [l, m, s] = times(LMS, colour);
    return times(LAB, [Math.cbrt(l), Math.cbrt(m), Math.cbrt(s)]);
  };
  const [p, q] = [lab(a), lab(b)];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
