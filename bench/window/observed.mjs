// The built program, unchanged, with somebody watching for the first painted row of the creative tests.
import { app } from 'electron';

/** Resolves in the page after the frame that shows the first row. */
const FIRST_ROW = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('[role="row"] [role="gridcell"]') === null) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => resolve(true)));
  };
  look();
})`;

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', async () => {
    await contents.executeJavaScript(FIRST_ROW);
    process.stdout.write(`shown ${Date.now()}\n`, () => app.quit());
  });
});

await import('../../out/main/index.js');
