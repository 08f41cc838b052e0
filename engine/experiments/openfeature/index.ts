export { FlagProvider, type FlagProviderOptions, type FlagSource, type StickyStore } from './provider.ts';
