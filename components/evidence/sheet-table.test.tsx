import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { SheetTable } from './sheet-table.tsx';

it('keeps cells in their columns, and leaves out columns and rows with nothing in them', () => {
  const body = `\t\tCarers\n\t\n\t${'\t'.repeat(26)}12\nWaits`;
  const drawn = renderToStaticMarkup(<SheetTable name="Sheet “Waits”" body={body} />);
  const rows = [...drawn.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell),
  );
  expect(rows).toEqual([['A', 'C', 'AB'], ['', 'Carers'], ['', '', '12'], ['Waits']]);
  expect(drawn).toContain('>Sheet “Waits”</caption>');
});
