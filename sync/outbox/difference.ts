import type { ActionPayload, CreativePublish, Receipt } from '../../engine/contract/index.ts';
import type { Made, ReadBack } from '../platforms/contract.ts';

type ReceiptStatus = Receipt['status'];

/** What a confirmed action leaves behind, as its receipt says it. */
export function confirmedAs(payload: ActionPayload): ReceiptStatus {
  switch (payload.kind) {
    case 'creative.publish':
      return 'paused_created';
    case 'experiment.decide':
    case 'bandit.decide':
      return 'decided';
    case 'creative.rollback':
    case 'experiment.rollback':
    case 'bandit.rollback':
      return 'rolled_back';
  }
}

/** First difference between what was approved and what was read, in words; null when there is none. */
export function differenceOf(payload: ActionPayload, made: Made, read: ReadBack): string | null {
  switch (payload.kind) {
    case 'creative.publish':
      return missingOf(made, read) ?? publishedOtherwise(payload, read);
    case 'experiment.decide':
    case 'bandit.decide': {
      const other = read.objects.find((o) => o.status !== 'DECIDED');
      return missingOf(made, read) ?? (other ? `${other.kind} ${other.platformId} holds another value` : null);
    }
    case 'creative.rollback': {
      const left = read.objects.find((o) => o.status !== 'DELETED');
      return left ? `${left.kind} ${left.platformId} is still there` : null;
    }
    case 'experiment.rollback':
    case 'bandit.rollback': {
      const left = read.objects.find((o) => o.status === 'DECIDED');
      return left ? `${left.kind} ${left.platformId} still has what was decided` : null;
    }
  }
}

function missingOf(made: Made, read: ReadBack): string | null {
  const ids = new Set(read.objects.map((o) => o.platformId));
  const missing = Object.entries(made).find(([, id]) => !ids.has(id));
  return missing ? `${missing[0]} ${missing[1]} is missing` : null;
}

function publishedOtherwise({ dailyBudget: { minor } }: CreativePublish, read: ReadBack): string | null {
  const live = read.objects.find((o) => o.kind !== 'creative' && o.status !== 'PAUSED');
  if (live) return `${live.kind} ${live.platformId} is ${live.status}, not PAUSED`;
  return read.dailyBudgetMinor === minor
    ? null
    : `its daily budget is ${read.dailyBudgetMinor ?? 'not there'}, not ${minor}`;
}
