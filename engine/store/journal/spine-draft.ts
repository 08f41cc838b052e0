import type { ExperimentRecord, ExploreCellRecord, Load, Member, Proof } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { ActionRecord, FlagRecord, KeptArm, ProposalRecord, SpineState } from './state.ts';

/** A map that copies its base at the first write. */
export interface DraftMap<K, V> {
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): void;
  delete(key: K): void;
  values(): Iterable<V>;
  done(): ReadonlyMap<K, V>;
}

/** A state that is being worked on; the state it came from is never touched. */
export interface SpineDraft {
  seq: number;
  workspaceId: SpineState['workspaceId'];
  name: string;
  killSwitch: SpineState['killSwitch'];
  caps: SpineState['caps'];
  checkpoints: SpineState['checkpoints'];
  readonly members: DraftMap<Uuid, Member>;
  readonly loads: DraftMap<Uuid, Load>;
  readonly proposals: DraftMap<Uuid, ProposalRecord>;
  readonly proofs: DraftMap<string, Proof>;
  readonly actions: DraftMap<Uuid, ActionRecord>;
  readonly experiments: DraftMap<string, ExperimentRecord>;
  readonly cells: DraftMap<string, ExploreCellRecord>;
  readonly keptArms: DraftMap<Uuid, KeptArm>;
  readonly flags: DraftMap<string, FlagRecord>;
  done(): SpineState;
}

export function spineDraft(base: SpineState): SpineDraft {
  const members = draftMap(base.members);
  const loads = draftMap(base.loads);
  const proposals = draftMap(base.proposals);
  const proofs = draftMap(base.proofs);
  const actions = draftMap(base.actions);
  const experiments = draftMap(base.experiments);
  const cells = draftMap(base.cells);
  const keptArms = draftMap(base.keptArms);
  const flags = draftMap(base.flags);
  const { seq, workspaceId, name, killSwitch, caps, checkpoints } = base;
  return {
    ...{ seq, workspaceId, name, killSwitch, caps, checkpoints },
    ...{ members, loads, proposals, proofs, actions, experiments, cells, keptArms, flags },
    done() {
      return {
        seq: this.seq,
        workspaceId: this.workspaceId,
        name: this.name,
        killSwitch: this.killSwitch,
        caps: this.caps,
        checkpoints: this.checkpoints,
        members: members.done(),
        loads: loads.done(),
        proposals: proposals.done(),
        proofs: proofs.done(),
        actions: actions.done(),
        experiments: experiments.done(),
        cells: cells.done(),
        keptArms: keptArms.done(),
        flags: flags.done(),
      };
    },
  };
}

function draftMap<K, V>(base: ReadonlyMap<K, V>): DraftMap<K, V> {
  let own: Map<K, V> | null = null;
  return {
    get: (key) => (own ?? base).get(key),
    has: (key) => (own ?? base).has(key),
    set(key, value) {
      own ??= new Map(base);
      own.set(key, value);
    },
    delete(key) {
      own ??= new Map(base);
      own.delete(key);
    },
    values: () => (own ?? base).values(),
    done: () => own ?? base,
  };
}
