/** A quadrature rule on [−1, 1] and the matrix that integrates its interpolant up to each node. */
export interface LegendreRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
  /** Row i, column j: ∫ from −1 to node i of the Lagrange polynomial of node j. Row-major, n × n. */
  readonly cumulative: Float64Array;
}

/** P_0(x) … P_n(x) by Bonnet's recurrence (DLMF 18.9.1). */
function legendreValues(n: number, x: number): Float64Array {
  const p = new Float64Array(n + 1);
  p[0] = 1;
  if (n > 0) p[1] = x;
  for (let k = 1; k < n; k += 1) p[k + 1] = ((2 * k + 1) * x * (p[k] ?? 0) - k * (p[k - 1] ?? 0)) / (k + 1);
  return p;
}

/**
 * Gauss–Legendre rule with n nodes, ascending, by Newton from Tricomi's start (DLMF 3.5.v).
 * The cumulative matrix follows from the discrete Legendre transform and (2k + 1) ∫ P_k = P_{k+1} − P_{k−1}.
 */
export function legendreRule(n: number): LegendreRule {
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let x = -Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 1;
    for (let step = 0; step < 10; step += 1) {
      const p = legendreValues(n, x);
      slope = (n * ((p[n - 1] ?? 0) - x * (p[n] ?? 0))) / (1 - x * x);
      x -= (p[n] ?? 0) / slope;
    }
    nodes[i] = x;
    weights[i] = 2 / ((1 - x * x) * slope * slope);
  }
  return { nodes, weights, cumulative: cumulativeMatrix(nodes, weights) };
}

function cumulativeMatrix(nodes: Float64Array, weights: Float64Array): Float64Array {
  const n = nodes.length;
  const values = Array.from(nodes, (x) => legendreValues(n, x));
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    const at = values[i] ?? new Float64Array(n + 1);
    for (let j = 0; j < n; j += 1) {
      const from = values[j] ?? new Float64Array(n + 1);
      let sum = ((nodes[i] ?? 0) + 1) / 2;
      for (let k = 1; k < n; k += 1) sum += (((at[k + 1] ?? 0) - (at[k - 1] ?? 0)) * (from[k] ?? 0)) / 2;
      matrix[i * n + j] = sum * (weights[j] ?? 0);
    }
  }
  return matrix;
}
