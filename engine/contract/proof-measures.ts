/**
 * Every measure a number on screen can have a proof of, with the keys that follow it in a proof reference:
 * `creative.p_best/<testId>/<variantId>`. A page that shows a number names one of these.
 */
export const PROOF_MEASURES = {
  'creative.p_best': ['testId', 'variantId'],
  'creative.expected_loss': ['testId', 'variantId'],
  'creative.rate': ['testId', 'variantId'],
  'creative.clicks': ['testId', 'variantId'],
  'creative.impressions': ['testId', 'variantId'],
  'creative.uplift': ['testId'],
  'creative.srm': ['testId'],
  'creative.test_impressions': ['testId'],
  'creative.test_clicks': ['testId'],
  'creative.verdict': ['testId'],
  'creative.count': ['verdict'],
  'creative.tests': [],
  'creative.variants': [],
  'creative.archive': ['figure'],
  'creative.archive_test': ['testId', 'name'],
  'health.total': ['name'],
  'health.dataset': ['dataset', 'name'],
  'health.finding': ['dataset', 'finding', 'figure'],
  'health.load': ['loadId', 'name'],
  'health.kept_out': ['loadId', 'rule'],
  'experiment.count': ['name'],
  'experiment.baseline': ['unit', 'event', 'name'],
  'experiment.units': ['key', 'variation', 'name'],
  'experiment.metric': ['key', 'metric', 'variation', 'name'],
  'experiment.day': ['key', 'day', 'metric', 'variation', 'name'],
  'experiment.exposure': ['key', 'day', 'variation', 'name'],
  'experiment.segment': ['key', 'dimension', 'value', 'metric', 'variation', 'name'],
  'experiment.novelty': ['key', 'age', 'metric', 'variation', 'name'],
  'experiment.check': ['key', 'check'],
  'experiment.progress': ['key', 'name'],
  'experiment.verdict': ['key'],
  'cell.count': ['status'],
  'cell.money': ['cell', 'name'],
  'cell.total': ['name'],
  'cell.trials': ['cell'],
  'bandit.arm': ['cell', 'arm', 'name'],
  'bandit.night': ['cell', 'day', 'arm', 'name'],
  'bandit.cell': ['cell', 'name'],
  'bandit.what_if': ['cell', 'days', 'prior', 'arm', 'name'],
  'bandit.what_if_cell': ['cell', 'days', 'prior', 'name'],
  'tile.number': ['tile', 'scope', 'row', 'column'],
} as const;

export type ProofMeasure = keyof typeof PROOF_MEASURES;

export const isProofMeasure = (name: string): name is ProofMeasure => Object.hasOwn(PROOF_MEASURES, name);
