import { describe, expect, it } from 'vitest';
import { mayOpen } from './links.ts';

describe('links that may leave the workbench', () => {
  it('are https to a host on the list', () => {
    expect(mayOpen('https://adsmanager.facebook.com/adsmanager/manage/campaigns?act=1')).toBe(true);
  });

  it.each([
    'http://adsmanager.facebook.com/',
    'https://adsmanager.facebook.com.example.org/',
    'https://adsmanager.facebook.com@example.org/',
    'https://user@adsmanager.facebook.com/',
    'https://adsmanager.facebook.com:8443/',
    'https://example.org/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'not a link',
  ])('are never %s', (link) => {
    expect(mayOpen(link)).toBe(false);
  });
});
