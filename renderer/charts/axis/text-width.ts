/** Inter at regular weight: width of a character as a part of the font size, measured over labels; digits are tabular. */
const WIDTH = 0.6;

/** About how wide a text is, in pixels: to leave room before it is laid out. */
export const textWidth = (text: string, size = 11): number => Math.ceil(text.length * size * WIDTH);

/** The text cut to a width, with an ellipsis. */
export function fitText(text: string, width: number, size = 11): string {
  if (textWidth(text, size) <= width) return text;
  const letters = Math.max(1, Math.floor(width / (size * WIDTH)) - 1);
  return `${text.slice(0, letters).trimEnd()}…`;
}
