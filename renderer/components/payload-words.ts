import type { ActionPayload, Receipt } from '../../engine/contract/index.ts';

interface PayloadWords {
  /** What it is about, for a list. */
  readonly about: string;
  /** Where it is carried out. */
  readonly where: string;
  /** What sync does once it is approved. */
  readonly carriedOut: string;
  /** What rolling it back does; null when it is one. */
  readonly undone: string | null;
}

/** What the pages say of an action, by its kind. */
export function payloadWords({ kind }: Pick<ActionPayload, 'kind'>): PayloadWords {
  switch (kind) {
    case 'creative.publish':
      return {
        about: 'creative',
        where: 'Meta',
        carriedOut: 'sync makes it on Meta, paused',
        undone: 'Sync deletes what this action made on Meta, newest first. It lowers spend, so it needs no approval.',
      };
    case 'creative.rollback':
      return { about: 'creative', where: 'Meta', carriedOut: 'sync deletes it on Meta', undone: null };
    case 'experiment.decide':
      return {
        about: 'experiment',
        where: 'production',
        carriedOut: 'sync writes it to production, and whoever it is for gets it',
        undone:
          'Sync sets the flag in production back to what it was before this decision. It needs no approval, and the experiment can be decided again.',
      };
    case 'experiment.rollback':
      return {
        about: 'experiment',
        where: 'production',
        carriedOut: 'sync sets the flag back in production',
        undone: null,
      };
    case 'bandit.decide':
      return {
        about: 'arm of a cell',
        where: 'production',
        carriedOut: 'sync writes the shares of the cell to production',
        undone:
          'Sync sets the arms of the cell in production back to what they were before this decision. It needs no approval, and the arm can be decided again.',
      };
    case 'bandit.rollback':
      return {
        about: 'arm of a cell',
        where: 'production',
        carriedOut: 'sync sets the arms of the cell back in production',
        undone: null,
      };
  }
}

/** What a receipt says was read back. */
export function receiptWords(status: Receipt['status']): string {
  switch (status) {
    case 'paused_created':
      return 'created, paused';
    case 'decided':
      return 'decided, in force';
    case 'rolled_back':
      return 'rolled back';
  }
}
