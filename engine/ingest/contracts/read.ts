import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type DataContract, parseContract } from './contract.ts';

/** The contracts of a workspace, found by their id. */
export type Contracts = ReadonlyMap<string, DataContract>;

/**
 * Reads every `*.odcs.yaml` of a folder.
 * @throws Error naming the file when one of them is not a contract the workbench can enforce.
 */
export async function readContracts(dir: string): Promise<Contracts> {
  const names = (await readdir(dir)).filter((name) => name.endsWith('.odcs.yaml')).sort();
  if (names.length === 0) throw new Error(`no data contracts in ${dir}`);
  const contracts = await Promise.all(
    names.map(async (name) => {
      try {
        return parseContract(await readFile(join(dir, name), 'utf8'));
      } catch (cause) {
        throw new Error(`${name} is not a usable data contract`, { cause });
      }
    }),
  );
  return new Map(contracts.map((contract) => [contract.id, contract]));
}
