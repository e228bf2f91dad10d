import { expect, it } from 'vitest';
import { packOf, registerOf } from '#lib/exchange/pdf/testing/pack-fixtures.ts';
import { pngFile } from '#lib/record/councils/testing/png-file.ts';
import { describeRemade, type MadeWith, madeWith } from './made-with.ts';

const register = registerOf(3);
const [first] = register;
if (!first) throw new Error('There is no evidence');
const NOTHING = { holds: [], leftOut: [] };
const before = madeWith(packOf({ register }), NOTHING, { office: false });

it('names the programs by their exact versions, and no word of the evidence', () => {
  expect(before).toMatchObject({
    ...{ release: expect.stringMatching(/^\d/), typst: expect.stringMatching(/^\d/) },
    ...{ pdfium: expect.stringMatching(/^\d/), fonts: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ...{ templates: expect.stringMatching(/^[0-9a-f]{64}$/), letterhead: null, office: false },
    ...{ erased: [], redacted: [], leftOut: [], withoutFile: [] },
  });
  expect(JSON.stringify(before)).not.toContain(first.title);
});

it.each<[string, Partial<MadeWith>]>([
  ['E1 was erased', { erased: ['E1'] }],
  ['E1 and E2 were erased', { erased: ['E1', 'E2'] }],
  ['E3 has to be redacted', { redacted: ['E3'] }],
  ['E3 is left out', { leftOut: ['E3'] }],
  ['E9 has another marking', { sensitive: [...before.sensitive, 'E9'] }],
  ['the file of E2 cannot be included any more', { withoutFile: ['E2'] }],
  ['the council’s name, logo or colour has changed', { letterhead: 'a'.repeat(64) }],
  ['the service has other fonts', { fonts: '' }],
  ['the service is another release', { templates: '' }],
  ['office files are shown in another way', { office: true }],
])('says %s', (sentence, change) => {
  expect(describeRemade(before, { ...before, ...change })).toEqual([sentence]);
});

it('says what can be included again, and nothing where nothing differs', () => {
  const without = { ...before, redacted: ['E1', 'E2'], leftOut: ['E8'], withoutFile: ['E3'] };
  expect(describeRemade(without, { ...before, sensitive: [...before.sensitive, 'E8'] })).toEqual([
    'E1 and E2 no longer have to be redacted',
    'E8 is no longer left out',
    'the file of E3 can be included now',
  ]);
  expect(describeRemade(before, before)).toEqual([]);
});

it('notes what was erased, kept out or is without its file, and the letterhead as printed', () => {
  const [one, other] = register.filter(({ source }) => source.kind === 'file');
  if (!one || !other) throw new Error('There are no files');
  const erased = { ...one, source: { ...one.source, name: 'Erased (version 2)' } } as typeof one;
  const keptOut = { ...first, reference: 'E99', source: { kind: 'kept out' } } as const;
  const made = {
    holds: [{ reference: other.reference, file: { id: 'x', sha256: 'x' } }],
    leftOut: [{ reference: 'E7', why: 'it has personal data' }],
  };
  const noted = madeWith(packOf({ register: [erased, other, keptOut] }), made, { office: false });
  expect(noted).toMatchObject({ leftOut: ['E7'] });
  expect(noted).toMatchObject({ erased: [one.reference], redacted: ['E99'], withoutFile: [one.reference] });
  const printed = (letterhead: { colour: string; logo: Uint8Array | null }) =>
    madeWith(packOf({ change: { letterhead } }), NOTHING, { office: false }).letterhead;
  const logo = pngFile();
  expect(new Set([printed({ colour: '', logo: null }), printed({ colour: '', logo }), null]).size).toBe(3);
});
