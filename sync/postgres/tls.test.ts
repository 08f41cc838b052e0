import { describe, expect, it } from 'vitest';
import { withTls } from './tls.ts';

describe('the connection string of the production database', () => {
  it('verifies the server on another machine', () => {
    expect(withTls('postgres://u:p@db.example.com/growth')).toBe(
      'postgres://u:p@db.example.com/growth?sslmode=verify-full',
    );
  });

  it('leaves this machine, what the person says and what is no URL as they are', () => {
    for (const text of [
      'postgres://u@127.0.0.1:5432/growth',
      'postgres://u@localhost/growth',
      'postgres://u@db.example.com/growth?sslmode=disable',
      'postgres:///growth?host=/run/postgresql',
      'not a url',
    ])
      expect(withTls(text)).toBe(text);
  });
});
