import { describe, expect, it } from 'vitest';
import { sessionSecrets } from './secrets.ts';

describe('secrets of a headless run', () => {
  it('come from the environment', () => {
    const secrets = sessionSecrets({ GW_META_TOKEN: 't', GW_REMOTE_URL: '' });
    expect(secrets.get('metaToken')).toBe('t');
    expect(secrets.get('remoteUrl')).toBeUndefined();
  });

  it('are never said to be kept', () => {
    const secrets = sessionSecrets({});
    expect(secrets.set('metaToken', 'x')).toEqual({ kept: false });
    expect(secrets.get('metaToken')).toBe('x');
    secrets.clear('metaToken');
    expect(secrets.get('metaToken')).toBeUndefined();
  });
});
