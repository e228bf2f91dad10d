import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { checksums, indexPage, manifestCsv, manifestJson } from './manifest.ts';
import { zipContent } from './testing/zip-content.ts';

const content = zipContent();
const { register } = content.document;
const [first] = register;

describe('the lists in a ZIP', () => {
  it('tell programs of each item, its file or why there is none', () => {
    const { items, ...about } = JSON.parse(manifestJson(content).text);
    expect(about).toMatchObject({ format: 1, pack: 12, marking: content.document.marking });
    expect(items).toHaveLength(8);
    expect(items[0]).toMatchObject({ title: first?.title, file: content.files.get('E1'), left: null });
    expect(items[0].uses.map(({ statement }: { statement: string }) => statement)).toEqual(first?.statements);
    expect(items[2]).toMatchObject({ file: null, left: 'Contains a virus' });
    expect(items[6]).toMatchObject({ file: null, url: expect.stringMatching(/^https:/) });
  });

  it('tell spreadsheets the same, which run none of it', () => {
    const rows: string[][] = parse(manifestCsv(content).text, { bom: true });
    expect(rows).toHaveLength(9);
    expect(rows[1]?.[1]).toBe(`'${first?.title}`);
    expect(rows[1]).toContain('QS1 Assessing needs/QS1-01 A & B #1 100%.pdf');
    expect(rows[3]?.at(-1)).toBe('Contains a virus');
  });

  it('have a line for each file as sha256sum reads it', () => {
    expect(checksums([{ path: 'a b.txt', sha256: 'f'.repeat(64) }])).toEqual({
      path: 'SHA256SUMS',
      text: `${'f'.repeat(64)}  a b.txt\n`,
    });
  });

  it('show people each item under its statements, with links that lead to its file, and no markup of theirs', () => {
    const [page] = indexPage(content);
    const html = page?.text ?? '';
    expect(html).not.toMatch(/<script|style=|\son\w+=/i);
    const title = '=1+1&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;';
    const link = `<a href="QS1%20Assessing%20needs/QS1-01%20A%20%26%20B%20%231%20100%25.pdf"><bdi>${title}`;
    expect(html.split(link)).toHaveLength(1 + (first?.statements.length ?? 0) + 1);
    expect(html).toContain(`<bdi>${register[2]?.title}</bdi> (not included)`);
    expect(html).toContain('Contains a virus');
  });
});
