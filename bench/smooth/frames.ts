import type { Page } from '@playwright/test';

/** What moves for how many frames, a step with each. Both run inside the page, so that nothing else takes its time. */
interface Movement {
  readonly selector: string;
  readonly pixels: number;
  readonly frames: number;
}

/** Frame times in milliseconds of the page at rest, for as long: what the machine itself allows. */
export const atRest = (page: Page, frames: number): Promise<number[]> =>
  page.evaluate(async (count) => {
    const frame = () => new Promise<number>(requestAnimationFrame);
    const times: number[] = [];
    let last = await frame();
    while (times.length < count) {
      const now = await frame();
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
    const send = (type: string, clientX: number): void => {
      element.dispatchEvent(
        new PointerEvent(type, { bubbles: true, button: 0, pointerId: 1, clientX, clientY: box.top + 40 }),
      );
    };
    const frame = () => new Promise<number>(requestAnimationFrame);
    const times: number[] = [];
    let x = box.left + box.width / 2;
    send('pointerdown', x);
    let last = await frame();
    while (times.length < frames) {
      x += pixels * (Math.floor(times.length / 90) % 2 === 0 ? 1 : -1);
      send('pointermove', x);
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    send('pointerup', x);
    return times;
  }, movement);

/** Frame times while an element is scrolled down. */
export const scrolling = (page: Page, movement: Movement): Promise<number[]> =>
  page.evaluate(async ({ selector, pixels, frames }) => {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`there is no ${selector}`);
    const frame = () => new Promise<number>(requestAnimationFrame);
    const times: number[] = [];
    let last = await frame();
    while (times.length < frames) {
      element.scrollTop += pixels;
      const now = await frame();
      times.push(now - last);
      last = now;
    }
    return times;
  }, movement);
