import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';

/**
 * Asks the main process again when the answer was lost on its way. V8's inspector holds the promise of an evaluation
 * weakly: a collection at the wrong instant takes it, though what was asked has been done (3 of 69,000 here, of a function
 * that returns nothing; https://github.com/microsoft/playwright/issues/33737). So what a test runs there must do no harm twice.
 */
export function patient(app: ElectronApplication): ElectronApplication {
  app.evaluate = new Proxy(app.evaluate, {
    async apply(evaluate, _, asked): Promise<unknown> {
      for (let left = 5; ; left -= 1) {
        try {
          return await Reflect.apply(evaluate, app, asked);
        } catch (error) {
          if (left === 0 || !String(error).includes('promise was garbage collected')) throw error;
        }
      }
    },
  });
  return app;
}

/** The system's folder dialog, answered with this folder. */
export const answerFolderDialog = (app: ElectronApplication, folder: string): Promise<void> =>
  app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, folder);

/** The page of the window is `width` by `height` from now on, in CSS pixels. */
export const setContentSize = (app: ElectronApplication, width: number, height: number): Promise<void> =>
  app.evaluate(({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0]?.setContentSize(...size), [
    width,
    height,
  ] satisfies [number, number]);

/** Every file the page makes goes to `folder` under its own name; answers what waits for one of them and reads it. */
export async function saveInto(
  app: ElectronApplication,
  folder: string,
): Promise<(named: string | RegExp) => Promise<Buffer>> {
  await app.evaluate(({ session }, into) => {
    const saved: string[] = [];
    Object.assign(globalThis, { saved });
    session.defaultSession.on('will-download', (_event, item) => {
      item.setSavePath(`${into}/${item.getFilename()}`);
      item.once('done', () => saved.push(item.getFilename()));
    });
  }, folder);
  return async (named) => {
    const isIt = (name: string): boolean => (typeof named === 'string' ? name === named : named.test(name));
    let found: string | undefined;
    await expect(async () => {
      const saved: readonly string[] = await app.evaluate(() => Reflect.get(globalThis, 'saved'));
      found = saved.find(isIt);
      expect(found, saved.join()).toBeDefined();
    }).toPass({ timeout: 15_000 });
    return readFile(join(folder, found ?? ''));
  };
}
