import { spawnSync } from 'node:child_process';
import { z } from 'zod';

/** The linear algebra of the benchmark in numpy, one thread: processor seconds. */
const PROGRAM = `
import json, time
import numpy as np
rng = np.random.default_rng(1)
n, d, k = 100_000, 20, 12
X, Q = rng.standard_normal((n, d)), rng.standard_normal((n, d))
arm, y = rng.integers(0, k, n), (rng.random(n) < .1).astype(float)
def cost(work, runs=3):
    work()
    spent = []
    for _ in range(runs):
        t = time.process_time(); work(); spent.append(time.process_time() - t)
    return sorted(spent)[runs // 2]
models = []
def fit():
    models.clear()
    for a in range(k):
        own = X[arm == a]
        inverse = np.linalg.inv(np.eye(d) + own.T @ own)
        models.append((inverse, inverse @ (own.T @ y[arm == a])))
def predict():
    return np.argmax(np.stack([Q @ b + np.sqrt(np.sum((Q @ i) * Q, axis=1)) for i, b in models], 1), axis=1)
big, won = rng.integers(0, k, 1_000_000), (rng.random(1_000_000) < .1).astype(float)
def count():
    return np.bincount(big, won, minlength=k), np.bincount(big, minlength=k)
def nearest(rows=20):
    for q in Q[:rows]:
        np.argpartition(np.sqrt(np.sum((X - q) ** 2, axis=1)), 49)[:50]
print(json.dumps({"numpy": np.__version__, "thompsonFit": cost(count), "linUcbFit": cost(fit),
  "linUcbPredict": cost(predict), "nearestRow": cost(nearest) / 20}))
`;

const found = z.record(z.string(), z.union([z.number(), z.string()]));

/** Null where python3 has no numpy. */
export function numpy(): Readonly<Record<string, number | string>> | null {
  const { status, stdout } = spawnSync('python3', ['-c', PROGRAM], {
    encoding: 'utf8',
    env: { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
  });
  return status === 0 ? found.parse(JSON.parse(stdout)) : null;
}
