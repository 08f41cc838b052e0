import { inject } from 'vitest';
import { decisionRefusalsContract } from '../../engine/store/ops/decision-refusals.contract.ts';
import { opsStoreContract } from '../../engine/store/ops/ops-store.contract.ts';
import { cellStoreContract } from '../../engine/store/ops/posteriors.contract.ts';
import { refusalsContract } from '../../engine/store/ops/refusals.contract.ts';
import { unitsContract } from '../../engine/store/ops/units.contract.ts';
import { pgliteDatabase, postgresDatabase } from '../support/ops-databases.ts';

opsStoreContract('PGlite', () => pgliteDatabase(inject('opsTemplate'), 'projection'));
opsStoreContract('Postgres', () => postgresDatabase(inject('pgPort'), 'ops_store', 'projection'));
refusalsContract('PGlite', () => pgliteDatabase(inject('opsTemplate'), 'remote'));
refusalsContract('Postgres', () => postgresDatabase(inject('pgPort'), 'refusals', 'remote'));
decisionRefusalsContract('PGlite', () => pgliteDatabase(inject('opsTemplate'), 'remote'));
decisionRefusalsContract('Postgres', () => postgresDatabase(inject('pgPort'), 'decision_refusals', 'remote'));
cellStoreContract('PGlite', () => pgliteDatabase(inject('opsTemplate'), 'projection'));
cellStoreContract('Postgres', () => postgresDatabase(inject('pgPort'), 'cells', 'projection'));
unitsContract('PGlite', () => pgliteDatabase(inject('opsTemplate'), 'projection'));
unitsContract('Postgres', () => postgresDatabase(inject('pgPort'), 'units', 'remote'));
