import { expect, it } from 'vitest';
import { mayCarryTokens, urlOf } from './address.ts';

it.each([
  ['https://graph.facebook.com', true],
  ['https://proxy.example/meta', true],
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080', true],
  ['http://[::1]:8080', true],
  ['http://graph.facebook.com', false],
  ['http://127.0.0.1.example.com', false],
  ['http://localhost@evil.example', false],
  ['https://user:pass@graph.facebook.com', false],
  ['https://graph.facebook.com/?to=', false],
  ['https://graph.facebook.com/#', true],
  ['ftp://graph.facebook.com', false],
  ['file:///etc/passwd', false],
  ['graph.facebook.com', false],
])('%s may be given a token: %s', (address, may) => {
  expect(mayCarryTokens(address)).toBe(may);
});

it('an address is read as a browser reads it, however often it is asked for', () => {
  expect(urlOf('größe.example')).toBeNull();
  expect(urlOf('/straße', 'https://münchen.example')?.href).toBe('https://xn--mnchen-3ya.example/stra%C3%9Fe');
  const hosts = Array.from({ length: 20_000 }, () => urlOf('https://größe.example/')?.host);
  expect(new Set(hosts).size).toBe(1);
});
