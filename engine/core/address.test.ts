import { expect, it } from 'vitest';
import { mayCarryTokens } from './address.ts';

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
