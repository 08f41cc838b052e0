export function findRuntime(): string | null;
export function programIn(folder: string): string;
export function ensureRuntime(): Promise<string>;
