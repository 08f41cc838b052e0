import { describe, expect, it } from 'vitest';
import { launchOf } from './arguments.ts';

describe('what the program was started for', () => {
  it('opens a window on the workspace that is named', () => {
    expect(launchOf(['/program', '--no-sandbox', '--workspace', '/w'])).toEqual({ mode: 'window', workspace: '/w' });
    expect(launchOf(['--workspace=/w', '.'])).toEqual({ mode: 'window', workspace: '/w' });
    expect(launchOf(['.'])).toEqual({ mode: 'window', workspace: null });
  });

  it('leaves the switches of a test driver alone', () => {
    const argv = ['-r', '/loader.js', '--inspect=0', '--remote-debugging-port=0', '.', '--workspace', '/w'];
    expect(launchOf(argv)).toEqual({ mode: 'window', workspace: '/w' });
  });

  it('prints when both files are named', () => {
    expect(launchOf(['.', '--print-html', 'a.html', '--print-pdf', 'a.pdf'])).toEqual({
      mode: 'print',
      html: 'a.html',
      pdf: 'a.pdf',
    });
    expect(launchOf(['.', '--print-html', 'a.html'])).toEqual({ mode: 'window', workspace: null });
  });
});
