// The built program, unchanged, with somebody watching for the first painted row of the creative tests, and for the first
// answer of the engine: the selected test beside the list.
import { app } from 'electron';

/** Resolves in the page after the frame that shows the first such element. */
const painted = (selector) => `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('${selector}') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => resolve(true)));
  };
  look();
})`;

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(painted('[role="row"] [role="gridcell"]'));
    process.stdout.write(`shown ${Date.now()}\n`);
    await contents.executeJavaScript(painted('#test-detail'));
    process.stdout.write(`answered ${Date.now()}\n`, () => app.quit());
  });
});

await import('../../out/main/index.js');
