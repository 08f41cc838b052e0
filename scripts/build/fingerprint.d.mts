export function fingerprintOf(root: string, paths: readonly string[]): string;
