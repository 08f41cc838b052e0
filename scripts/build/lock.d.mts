export function holdBuildLock(path: string): Promise<() => void>;
