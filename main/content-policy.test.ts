import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './content-policy.ts';

describe('the content security policy', () => {
  const directives = new Map(
    contentSecurityPolicy('abc')
      .split('; ')
      .map((line) => {
        const [name = '', ...sources] = line.split(' ');
        return [name, sources] as const;
      }),
  );

  it('starts from nothing', () => {
    expect(directives.get('default-src')).toEqual([`'none'`]);
  });

  it('never lets in inline or evaluated script, nor another host', () => {
    expect(directives.get('script-src')).toEqual([`'self'`]);
    const sources = [...directives.values()].flat();
    for (const source of [`'unsafe-inline'`, `'unsafe-eval'`, '*', 'http:', 'https:', 'file:'])
      expect(sources).not.toContain(source);
    expect(directives.get('style-src')).toContain(`'nonce-abc'`);
  });

  it('wants trusted types and allows no policy that would make them', () => {
    expect(directives.get('require-trusted-types-for')).toEqual([`'script'`]);
    expect(directives.get('trusted-types')).toEqual([`'none'`]);
  });
});
