export { type ArchiveDrop, type ArchiveInput, convertArchive } from './convert.ts';
