export function isInstalled(root?: string): boolean;
export function installPackages(): void;
