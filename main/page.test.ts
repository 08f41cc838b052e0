import { describe, expect, it } from 'vitest';
import { pageOf } from './page.ts';

const HTML = '<script nonce="__CSP_NONCE__"></script><script type="application/json">"__START_LIST__"</script>';

describe('the page as it is served', () => {
  it('carries the nonce and the kept list', () => {
    expect(pageOf(HTML, 'n1', '{"tests":[]}')).toBe(
      '<script nonce="n1"></script><script type="application/json">{"tests":[]}</script>',
    );
  });

  it('carries null when no list is kept', () => {
    expect(pageOf(HTML, 'n1', null)).toContain('>null<');
  });

  it('takes the list as it is: no patterns, no nonce in it', () => {
    expect(pageOf(HTML, 'n1', '"$& $1 __CSP_NONCE__"')).toContain('>"$& $1 __CSP_NONCE__"<');
  });
});
