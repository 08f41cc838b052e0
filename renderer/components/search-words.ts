/** Whether every word of a search is in a text, in any order and in capitals or not. An empty search finds everything. */
export function hasWords(text: string, search: string): boolean {
  const hay = text.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
