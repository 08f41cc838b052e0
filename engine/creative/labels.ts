/** "A" … "Z", "AA", "AB", … for the variant at `index` (from 0) in the order of the data. */
export function variantLabel(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : variantLabel(Math.floor(index / 26) - 1) + letter;
}
