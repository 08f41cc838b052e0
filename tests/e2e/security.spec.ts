import { createServer } from 'node:http';
import { PAGE_PREFERENCES } from '../../main/page-preferences.ts';
import { expect, test } from './app.ts';

/** The points of Electron's security checklist that apply to a program that is not packaged; SECURITY.md has the list. */
test.describe('the window', () => {
  test('runs its page sandboxed, isolated and without Node', async ({ open }) => {
    const { app, page } = await open();
    const preferences = await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map(({ webContents }) =>
        // Electron keeps this one out of its types.
        Reflect.get(webContents, 'getLastWebPreferences').call(webContents),
      ),
    );
    expect(preferences).toHaveLength(1);
    // What Electron was given: it leaves out the ones that are at their safe default.
    for (const [name, wanted] of Object.entries(PAGE_PREFERENCES))
      expect([name, preferences[0][name] ?? false]).toEqual([name, wanted]);
    const reachable = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
        (name) => name in globalThis,
      ),
    );
    expect(reachable).toEqual([]);
  });

  test('serves its page from its own origin with the policy as a header', async ({ open }) => {
    const { page } = await open();
    expect(new URL(page.url()).origin === 'null' ? page.url() : new URL(page.url()).origin).toContain(
      'app://workbench',
    );
    const headers = await page.evaluate(async () => Object.fromEntries((await fetch('./index.html')).headers));
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  test('gives the page no file, neither by file: nor out of the bundle', async ({ open }) => {
    const { page } = await open();
    const outcomes = await page.evaluate(async () => {
      const statusOf = async (url: string) => {
        try {
          return (await fetch(url)).status;
        } catch {
          return 'blocked';
        }
      };
      return {
        file: await statusOf('file:///etc/hostname'),
        outside: await statusOf('app://workbench/..%2fmain/index.js'),
        otherHost: await statusOf('app://elsewhere/index.html'),
        post: (await fetch('./index.html', { method: 'POST' })).status,
      };
    });
    expect(outcomes).toEqual({ file: 'blocked', outside: 404, otherHost: 'blocked', post: 405 });
  });

  test('blocks script and style that are not in the bundle, and other hosts', async ({ open }) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.setHeader('access-control-allow-origin', '*').end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const { page } = await open();
    await page.evaluate(async (elsewhere) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const inject = (make: () => void) => {
        try {
          make();
        } catch (thrown) {
          seen.push(thrown instanceof Error ? thrown.name : 'thrown');
        }
      };
      inject(() => document.body.insertAdjacentHTML('beforeend', '<b>markup from a string</b>'));
      inject(() => {
        const style = document.createElement('style');
        style.append('body { outline: 1px solid red }');
        document.head.append(style);
      });
      inject(() => document.body.append(Object.assign(new Image(), { src: `${elsewhere}/pixel.png` })));
      inject(() => {
        const frame = document.createElement('iframe');
        frame.src = elsewhere;
        document.body.append(frame);
      });
      await fetch(`${elsewhere}/collect`).catch(() => {});
    }, `http://127.0.0.1:${address.port}`);
    const blocked = ['TypeError', 'connect-src', 'frame-src', 'img-src', 'require-trusted-types-for', 'style-src-elem'];
    await expect
      .poll(() => page.evaluate(() => [...new Set(Reflect.get(globalThis, 'seen'))].map(String).sort()))
      .toEqual(blocked);
    server.close();
    expect(asked).toBe(0);
    expect(await page.locator('b', { hasText: 'markup from a string' }).count()).toBe(0);
  });

  test('denies every permission', async ({ open }) => {
    const { page } = await open();
    const answers = await page.evaluate(async () => ({
      notification: await Notification.requestPermission(),
      geolocation: (await navigator.permissions.query({ name: 'geolocation' })).state,
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        () => 'refused',
      ),
    }));
    expect(answers).toEqual({ notification: 'denied', geolocation: 'denied', media: 'refused' });
  });

  test('stays where it is and opens no second window', async ({ open }) => {
    const { app, page } = await open();
    await page.waitForURL('**/index.html#/creative-tests');
    const before = page.url();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      document.body.append(link);
      link.click();
    });
    expect(await page.evaluate(() => window.open('https://example.org/') === null)).toBe(true);
    expect(await page.evaluate(() => window.open('app://workbench/index.html') === null)).toBe(true);
    expect(page.url()).toBe(before);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  test('opens only listed https links in the browser of the system', async ({ open }) => {
    const { app, page } = await open();
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Object.assign(globalThis, { opened });
      shell.openExternal = async (link) => void opened.push(link);
    });
    await page.evaluate(() => {
      for (const link of [
        'https://adsmanager.facebook.com/x',
        'https://example.org/',
        'file:///etc/passwd',
        'javascript:1',
      ])
        window.open(link);
    });
    expect(await app.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual(['https://adsmanager.facebook.com/x']);
  });

  test('makes no webview', async ({ open }) => {
    const { app, page } = await open();
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.org/');
      document.body.append(view);
    });
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().map((c) => c.getType()))).toEqual([
      'window',
    ]);
  });

  test('answers only the port of its own page', async ({ open }) => {
    const { app, page } = await open();
    // A document of the same origin with the same preload, but without the page's code that asks for a port itself.
    const script = await page.evaluate(() => document.querySelector('script')?.src ?? '');
    const outcome = await app.evaluate(async ({ app: program, BrowserWindow }, address) => {
      const [own] = BrowserWindow.getAllWindows();
      if (own === undefined) throw new Error('no window');
      const preferences = Reflect.get(own.webContents, 'getLastWebPreferences').call(own.webContents);
      const preload = `${program.getAppPath()}/out/preload/index.cjs`;
      const stranger = new BrowserWindow({ show: false, webPreferences: { ...preferences, preload } });
      await stranger.loadURL(address);
      const heard = await stranger.webContents.executeJavaScript(`new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('close', () => resolve('closed'));
        port1.addEventListener('message', () => resolve('answered'));
        port1.start();
        window.postMessage('growth-workbench:connect', location.origin, [port2]);
        port1.postMessage('{}');
      })`);
      stranger.destroy();
      return heard;
    }, script);
    expect(outcome).toBe('closed');
  });
});
