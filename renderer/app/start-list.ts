import type { CreativeTestList } from '../../engine/contract/index.ts';

/**
 * What the main process put into the page: the list as this very cache held it when it was last read. It stands in until
 * the engine's own answer is there, and is gone when there is none. It is taken out of the page, so it serves only the
 * first asking: a list that is read anew later never goes back to it.
 */
function takeFrom(page: Document): CreativeTestList | undefined {
  const element = page.getElementById('start-list');
  const list: CreativeTestList | null = JSON.parse(element?.textContent ?? 'null');
  element?.remove();
  return list ?? undefined;
}

let list = takeFrom(document);

export const startList = (): CreativeTestList | undefined => list;

/** The engine has answered. */
export const forgetStartList = (): void => {
  list = undefined;
};
