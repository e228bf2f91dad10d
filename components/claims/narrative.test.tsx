import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Narrative } from './narrative.tsx';

function drawn(
  text: string,
  inList: readonly number[],
  withdrawn: readonly number[] = [],
  erased: readonly number[] = [],
  notClean: readonly number[] = [],
): string {
  return renderToStaticMarkup(
    <Narrative council="west" text={text} cited={{ inList, withdrawn, erased, notClean, unredacted: [] }} />,
  );
}

describe('Narrative', () => {
  it('links what is in the list and marks what is not', () => {
    const html = drawn('Shown by E12, e3 and E99.', [3, 12]);
    expect(html).toContain('href="/councils/west/evidence/E12"');
    expect(html).toMatch(/href="\/councils\/west\/evidence\/E3"[^>]*>e3</);
    expect(html).not.toContain('evidence/E99');
    expect(drawn('E3, p.4', [3])).toContain('href="/councils/west/evidence/E3?page=4#preview">E3, p.4</a>');
    expect(html).toContain('E99<span class="text-warning"> (not in your evidence list)</span>');
  });

  it('marks what does not count, which stays linked', () => {
    const html = drawn('Shown by E12, E3, E4 and E5.', [3, 4, 5, 12], [12], [4], [5]);
    expect(html.replaceAll(/<[^>]*>/g, '')).toBe(
      'Shown by E12 (withdrawn), E3, E4 (erased) and E5 (not found free of viruses).',
    );
    expect(html).toContain('href="/councils/west/evidence/E12"');
  });

  it('keeps the text as it was written, and never as markup', () => {
    const text = '<b>E1</b> & "বাংলা"\n\nhttps://x.example/E1';
    const html = drawn(text, []);
    expect(html).not.toContain('<b>');
    const plain = html.replaceAll(/<[^>]*>/g, '').replace(' (not in your evidence list)', '');
    expect(plain).toBe('&lt;b&gt;E1&lt;/b&gt; &amp; &quot;বাংলা&quot;\n\nhttps://x.example/E1');
  });
});
