import { createElement } from 'react';
import { describe, expect, it } from 'vitest';
import { markupOf } from './markup.ts';

const part = (text: string) => () => createElement('p', null, text);

describe('a part of a page', () => {
  it('is rendered once for its key, and sent in the payload except with a whole page', () => {
    const { id } = markupOf('a key', part('One'), true);
    expect(id).toMatch(/^part-[0-9a-f]{16}$/);
    expect(markupOf('a key', part('Two'), true)).toEqual({ id, html: undefined });
    expect(markupOf('a key', part('Three'), false)).toEqual({ id, html: '<p>One</p>' });
    expect(markupOf('another key', part('Four'), false)).toMatchObject({ html: '<p>Four</p>' });
    expect(markupOf(null, part('Five'), true)).toEqual({ id: undefined, html: '<p>Five</p>' });
  });

  it.each(['<script>alert(1)</script>', '</template><!--', '"\'`', '$& $1 $` \\u2028', '\u2028\u2029'])(
    'holds %j as words',
    (text) => {
      const { html = '' } = markupOf(text, part(text), false);
      expect(html).not.toMatch(/<(?!\/?p>)/);
      expect(html).toContain(text.replaceAll(/[&<>"']/g, (one) => `&${ENTITIES[one]};`));
    },
  );

  it('is in the payload of a whole page as well if it is too large to be kept', () => {
    const text = 'x'.repeat(15_000_000);
    expect(markupOf('large', part(text), true).html).toHaveLength(text.length + '<p></p>'.length);
    expect(markupOf('a key', part('Six'), true).html).toBeUndefined();
  });
});

const ENTITIES: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": '#x27',
};
