import fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapeHtml, html, trusted } from './html.ts';

it('escapes every hole and joins lists', () => {
  expect(html`<p title="${'"a" & <b>'}">${['x', html`<i>${'<'}</i>`, null, false, 3]}</p>`.toString()).toBe(
    '<p title="&quot;a&quot; &amp; &lt;b&gt;">x<i>&lt;</i>3</p>',
  );
  expect(html`${trusted('<hr>')}`.toString()).toBe('<hr>');
});

it('no text becomes markup, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
    }),
  );
});
