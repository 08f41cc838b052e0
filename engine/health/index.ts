export { type HealthRef, healthProofRows, proveHealth } from './prove.ts';
export type { HealthReader } from './read-facts.ts';
export {
  type QuarantinedRequest,
  quarantinedCsv,
  readDatasetHealth,
  readHealthOverview,
  readLineage,
  readQuarantined,
} from './service.ts';
