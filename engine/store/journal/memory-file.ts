import type { Random } from '../../core/index.ts';
import type { JournalFile } from './types.ts';

export type JournalFileOp = 'append' | 'sync' | 'truncate';

/** A journal file in memory that can lose what a real one can lose. For tests and the simulation. */
export interface MemoryJournalFile extends JournalFile {
  /** What a reader of the file sees now. */
  readonly bytes: Uint8Array;
  /**
   * The process dies (`kill`: what was written stays) or the power goes (`power`: of what was not synced a seeded part
   * stays, at worst a torn batch). Every handle made before is dead: its operations throw ProcessDied.
   */
  crash(kind: 'kill' | 'power', random: Random): void;
  /** A fresh handle on the same file, as the next process opens it. */
  reopen(): MemoryJournalFile;
  /** The next `op` fails with this file system error; a failing append leaves the share `kept` of its bytes (0 to 1). */
  failNext(op: JournalFileOp, code: 'ENOSPC' | 'EIO', kept?: number): void;
}

/** What a dead process's file operations throw, so that nothing goes on after a crash. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

interface Disk {
  /** As of the last sync. */
  durable: Uint8Array;
  current: Uint8Array;
  epoch: number;
  fault: { readonly op: JournalFileOp; readonly code: string; readonly kept: number } | null;
}

export function memoryJournalFile(initial: Uint8Array = new Uint8Array()): MemoryJournalFile {
  return handleOn({ durable: initial, current: initial, epoch: 0, fault: null });
}

function handleOn(disk: Disk): MemoryJournalFile {
  const { epoch } = disk;
  const begin = (op: JournalFileOp | 'read'): number => {
    if (disk.epoch !== epoch) throw new ProcessDied('the process that held this file has died');
    const { fault } = disk;
    if (fault?.op !== op) return 1;
    disk.fault = null;
    if (op === 'append') return fault.kept;
    throw fileError(fault.code);
  };
  return {
    get bytes() {
      return disk.current;
    },
    async read() {
      begin('read');
      return disk.current.slice();
    },
    async append(bytes) {
      const code = disk.fault?.op === 'append' ? disk.fault.code : null;
      const kept = begin('append');
      const part = bytes.subarray(0, Math.floor(bytes.length * kept));
      disk.current = joined(disk.current, code === null ? bytes : part);
      if (code !== null) throw fileError(code);
    },
    async sync() {
      begin('sync');
      disk.durable = disk.current;
    },
    async truncate(length) {
      begin('truncate');
      disk.current = disk.current.slice(0, length);
    },
    async close() {
      begin('read');
    },
    crash(kind, random) {
      disk.epoch += 1;
      if (kind === 'power') disk.current = afterPowerLoss(disk, random);
      disk.durable = disk.current;
      disk.fault = null;
    },
    reopen: () => handleOn(disk),
    failNext(op, code, kept = 0) {
      disk.fault = { op, code, kept };
    },
  };
}

/** Appended bytes survive up to some point; an unsynced truncation survives or not. */
function afterPowerLoss({ durable, current }: Disk, random: Random): Uint8Array {
  const shared = commonPrefix(durable, current);
  if (shared < durable.length && random.uniform() < 0.5) return durable;
  const loose = current.length - shared;
  return current.slice(0, shared + Math.floor(random.uniform() * (loose + 1)));
}

function commonPrefix(a: Uint8Array, b: Uint8Array): number {
  const end = Math.min(a.length, b.length);
  for (let at = 0; at < end; at += 1) if (a[at] !== b[at]) return at;
  return end;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}

const fileError = (code: string): Error => Object.assign(new Error(code), { code });
