import type { CreativeRollback } from '../../contract/index.ts';
import type { ActionRecord } from './state.ts';

type MadeObject = CreativeRollback['objects'][number];

const KINDS: readonly MadeObject['kind'][] = ['campaign', 'adset', 'creative', 'ad'];

/** What a publication is known to have made, youngest first: the objects its rollback deletes. */
export function madeObjects(record: Pick<ActionRecord, 'steps'>): readonly MadeObject[] {
  return record.steps
    .flatMap(({ step, phase, platformId }) => {
      const kind = KINDS.find((k) => k === step);
      const made = phase === 'known' || phase === 'adopted';
      return kind !== undefined && made && platformId !== null ? [{ kind, platformId }] : [];
    })
    .reverse();
}
