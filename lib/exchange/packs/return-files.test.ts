import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PackReturn } from '#lib/exchange/pdf/pack-document.ts';
import { anyText } from '#lib/kernel/text/testing/texts.ts';
import { placesInReturn } from './return-files.ts';

const asked = fc.record({
  number: fc.oneof(fc.constantFrom('', '1', '1.1', '../2'), anyText),
  asked: fc.oneof(fc.constantFrom('', '.', 'Waiting times'), anyText),
  files: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 }),
  table: fc.boolean(),
});

type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;

function returnOf(items: readonly Asked[]): PackReturn {
  return {
    ...{ inspection: 'CQC assessment', name: 'Return', origin: 'regulator', version: 1, dueOn: '2026-12-07' },
    tables: [{ measure: 'own-1', name: 'A paper', rows: [] }],
    items: items.map(({ files, table, ...item }, at) => ({
      ...{
        ...item,
        position: at + 1,
        heading: '',
        statements: [],
        kind: 'any',
        signedOff: null,
        isAnswered: true,
      },
      answers: [
        ...files.map((file) => ({ kind: 'evidence', reference: `E${file}`, place: '', page: null }) as const),
        ...(table ? [{ kind: 'table', measure: 'own-1' } as const] : []),
      ],
    })),
  };
}

it('places each file that answers something once, with its first item, whatever is asked', () => {
  const files = Array.from({ length: 12 }, (_, at) => ({
    ...{ reference: `E${at + 1}`, title: 'A paper', name: 'paper.csv', version: 1 },
  }));
  fc.assert(
    fc.property(fc.array(asked, { maxLength: 8 }), (items) => {
      const places = placesInReturn(returnOf(items), files);
      const used = new Set(items.flatMap((item) => item.files.map((file) => `E${file}`)));
      expect(new Set(places.files.keys())).toEqual(used);
      expect(places.tables.size).toBe(items.some(({ table }) => table) ? 1 : 0);
      const paths = [...places.files.values(), ...places.tables.values()];
      expect(new Set(paths.map((path) => path.normalize('NFC').toLowerCase())).size).toBe(paths.length);
      for (const [reference, path] of places.files) {
        const first = items.findIndex((item) => item.files.includes(Number(reference.slice(1))));
        expect(path).toMatch(new RegExp(`^0${first + 1}[^/]*/0${first + 1}-\\d{2} A paper\\.csv$`));
      }
    }),
  );
});
