import type { Page } from '@playwright/test';

/** What moves for how many frames, a step with each. */
interface Movement {
  readonly selector: string;
  readonly pixels: number;
  readonly frames: number;
}

// Everything runs inside the page, so that nothing else takes its time. Functions in here have no names: the compiler marks
// named ones with something that the page does not have.

/** Frame times in milliseconds of the page at rest: what the machine itself allows. */
export const atRest = (page: Page, frames: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    while (times.length < count) {
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  }, frames);

/** Frame times while an element is dragged to and fro, as with the mouse. */
export const dragging = (page: Page, movement: Movement): Promise<number[]> =>
  page.evaluate(async ({ selector, pixels, frames }) => {
    const element = document.querySelector<HTMLElement>(selector);
    if (element === null) throw new Error(`there is no ${selector}`);
    const box = element.getBoundingClientRect();
    // The pointer is no real one, so it can't be captured; everything happens on the element itself.
    element.setPointerCapture = () => undefined;
    const at = { bubbles: true, button: 0, pointerId: 1, clientY: box.top + 40 };
    const times: number[] = [];
    let clientX = box.left + box.width / 2;
    element.dispatchEvent(new PointerEvent('pointerdown', { ...at, clientX }));
    let last = await new Promise<number>(requestAnimationFrame);
    while (times.length < frames) {
      clientX += pixels * (Math.floor(times.length / 90) % 2 === 0 ? 1 : -1);
      element.dispatchEvent(new PointerEvent('pointermove', { ...at, clientX }));
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    element.dispatchEvent(new PointerEvent('pointerup', { ...at, clientX }));
    return times;
  }, movement);

/** Frame times while an element is scrolled down. */
export const scrolling = (page: Page, movement: Movement): Promise<number[]> =>
  page.evaluate(async ({ selector, pixels, frames }) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`there is no ${selector}`);
    const times: number[] = [];
    let last = await new Promise<number>(requestAnimationFrame);
    while (times.length < frames) {
      element.scrollTop += pixels;
      const now = await new Promise<number>(requestAnimationFrame);
      times.push(now - last);
      last = now;
    }
    return times;
  }, movement);
