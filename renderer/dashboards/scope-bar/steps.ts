const FEWEST = 2;
const MOST = 8;
const LONGEST = 400;

const stepsIn = (lines: string): readonly string[] =>
  lines
    .split(/[\n>]/)
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter(Boolean);

/** "session_start > purchase" with each step on a line of its own. */
export const linesOfSteps = (steps: string): string => stepsIn(steps).join('\n');

/** Lines as the engine reads steps. Undoes `linesOfSteps`. */
export const stepsOfLines = (lines: string): string => stepsIn(lines).join(' > ');

/** Why lines are no steps of a funnel, in a sentence; null when they are. */
export function stepsTrouble(lines: string): string | null {
  const steps = stepsIn(lines);
  if (steps.length < FEWEST || steps.length > MOST) return `A funnel has ${FEWEST} to ${MOST} steps.`;
  const wrong = steps.find((step) => !/^\S+( \/\S*)?$/.test(step));
  if (wrong !== undefined) return `“${wrong}” is not an event, or an event and a page that starts with “/”.`;
  return stepsOfLines(lines).length > LONGEST ? `The steps together are longer than ${LONGEST} characters.` : null;
}
