/** A fault of the file system, as Node reports it. Anything else that is thrown is a bug and is thrown on. */
export interface DiskFault {
  readonly full: boolean;
  readonly reason: string;
}

const FULL: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** @throws `error` itself when it is no file system error. */
export function diskFault(error: unknown): DiskFault {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') throw error;
  return { full: FULL.includes(error.code), reason: error.code };
}
