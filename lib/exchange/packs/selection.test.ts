import { describe, expect, it } from 'vitest';
import { EVERYTHING, type PackChoices, publicChoices } from '#lib/exchange/packs/choices.ts';
import { describeKind, heldBack, packDocument } from '#lib/exchange/packs/rules.ts';
import type { ItemNow } from '#lib/exchange/packs/selection.ts';
import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { packOf } from '#lib/exchange/pdf/testing/pack-fixtures.ts';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { resultOf } from '#lib/record/assessments/rules.ts';
import {
  type Snapshot,
  type SnapshotItem,
  snapshotFramework,
  snapshotScores,
} from '#lib/record/snapshots/rules.ts';

const PLAIN: SnapshotItem = {
  ...{ reference: 'E1', version: 1, title: 'Policy', category: 'processes', datedOn: '2026-03-31' },
  ...{ owner: 'Olive Owner', marking: 'OFFICIAL', containsPersonalData: false },
  source: { kind: 'link', url: 'https://example.org/policy' },
};
const ITEMS: readonly SnapshotItem[] = [
  PLAIN,
  { ...PLAIN, reference: 'E2', title: 'Sealed', marking: 'OFFICIAL-SENSITIVE', datedOn: '2025-01-01' },
  { ...PLAIN, reference: 'E3', title: 'Letter', containsPersonalData: true, datedOn: null },
  { ...PLAIN, reference: 'E4', title: 'Survey', category: 'people', datedOn: '2026-01-01' },
];
/** QS1 uses E2, E3 and E4; QS2 uses E1 and E4. */
const USES: Readonly<Record<string, readonly string[]>> = { QS1: ['E2', 'E3', 'E4'], QS2: ['E1', 'E4'] };

function snapshot(): Snapshot {
  const statements = CQC_2023.statements.map(({ id, name, theme, asks }) => ({
    ...{ id, name, theme, asks, score: 3 as const, strengths: 'We listen. E1', improvements: '', impact: '' },
    ...{ completed: true, version: 1, saved: { by: 'Sally Saver', at: '2026-11-01T09:00:00.000Z' } },
    uses: (USES[id] ?? []).map((reference) => ({ reference, shows: `Of ${reference}`, location: 'Page 4' })),
  }));
  const thresholds = CQC_2023.defaultThresholds;
  return {
    format: 1,
    council: { name: 'Exampleshire', isExample: true },
    cycle: { number: 1, name: 'Cycle', period: { startsOn: '2026-04-01', endsOn: '2027-03-31' } },
    ...{ framework: snapshotFramework(CQC_2023), thresholds, statements, evidence: ITEMS },
    result: resultOf({ scores: snapshotScores({ statements }), thresholds }, CQC_2023),
  };
}

const NOW: ItemNow = {
  needsRedaction: false,
  reviewBy: null,
  marking: 'OFFICIAL',
  containsPersonalData: false,
};
function packed(choices: Partial<PackChoices>, now: Readonly<Record<string, Partial<ItemNow>>> = {}) {
  const items = new Map(Object.entries(now).map(([reference, item]) => [reference, { ...NOW, ...item }]));
  return packDocument(snapshot(), packOf({ register: [] }), items, { ...EVERYTHING, ...choices });
}
const references = ({ register }: PackDocument) => register.map(({ reference }) => reference);

describe('what is chosen for a pack', () => {
  it.each<[string, Partial<PackChoices>, readonly string[], readonly string[]]>([
    ['everything', {}, ['E1', 'E2', 'E3', 'E4'], []],
    ['one statement', { statements: ['QS2'] }, ['E1', 'E4'], []],
    ['a category', { categories: ['people'] }, ['E4'], ['E1', 'E2', 'E3']],
    ['only OFFICIAL', { marking: 'OFFICIAL' }, ['E1', 'E3', 'E4'], ['E2']],
    ['no personal data', { personalData: false }, ['E1', 'E2', 'E4'], ['E3']],
    ['public', publicChoices(EVERYTHING), ['E1', 'E4'], ['E2', 'E3']],
    ['by statement', { order: 'statement' }, ['E2', 'E3', 'E4', 'E1'], []],
    ['by date', { order: 'date' }, ['E2', 'E4', 'E1', 'E3'], []],
  ])('is in it, and what is left out is said: %s', (_, choices, held, left) => {
    const pack = packed(choices);
    expect(references(pack)).toEqual(held);
    expect(pack.leftOut?.map(({ reference }) => reference) ?? []).toEqual(left);
    const said = pack.statements.flatMap(({ evidence }) => evidence);
    for (const { reference, title, shows } of said)
      if (left.includes(reference)) expect([title.slice(0, 13), shows]).toEqual(['Not included:', '']);
      else expect(held).toContain(reference);
    for (const title of ITEMS.filter(({ reference }) => left.includes(reference)).map((item) => item.title))
      expect(JSON.stringify(pack)).not.toContain(title);
  });

  it('has only the statements that were chosen, and their evidence on no other', () => {
    const pack = packed({ statements: ['QS2'] });
    expect(pack.statements.map(({ id }) => id)).toEqual(['QS2']);
    expect(pack.register.map(({ statements }) => statements)).toEqual([['QS2'], ['QS2']]);
    expect(pack.chosen).toEqual(['Only QS2.']);
  });

  it.each<[Partial<PackChoices>, string | undefined, string | undefined]>([
    [{}, undefined, undefined],
    [publicChoices(EVERYTHING), 'Public edition', undefined],
    [
      { pageLimit: 30, order: 'statement' },
      'Core bundle of at most 30 pages',
      'In the order of the quality statements',
    ],
    [
      { isPublic: true, statements: ['QS1', 'QS2'], order: 'date' },
      'Public edition, only QS1 and QS2',
      'By date',
    ],
  ])('says on its face what sets it apart, and its order: %o', (choices, edition, order) => {
    const pack = packed(choices);
    expect(pack.edition).toBe(edition);
    expect(pack.order?.slice(0, order?.length)).toBe(order);
  });

  it.each<[Partial<PackChoices>, number | null, string]>([
    [{}, null, 'Bundle'],
    [{ pageLimit: 30, personalData: false }, null, 'Core bundle'],
    [{ statements: ['QS1'] }, 3, 'Bundle, only QS1, late additions to pack 3'],
  ])('is told apart in a list: %o', (choices, continues, kind) => {
    expect(describeKind({ form: 'bundle', choices: { ...EVERYTHING, ...choices }, continues })).toBe(kind);
  });

  it('has the highest marking of what is in it', () => {
    expect(packed({}).marking).toBe('OFFICIAL-SENSITIVE');
    expect(packed({ statements: ['QS2'] }).marking).toBe('OFFICIAL');
    expect(packed({ marking: 'OFFICIAL' }).marking).toBe('OFFICIAL');
  });

  it('has the higher marking of an item, then or now, on its pages too', () => {
    const pack = packed({ statements: ['QS2'] }, { E1: { marking: 'OFFICIAL-SENSITIVE' } });
    expect([pack.marking, pack.register[0]?.marking]).toEqual(['OFFICIAL-SENSITIVE', 'OFFICIAL-SENSITIVE']);
  });

  it('has what is on no statement, unless statements were chosen', () => {
    const loose = { ...snapshot(), evidence: [...ITEMS, { ...PLAIN, reference: 'E5', title: 'Loose' }] };
    const made = (choices: Partial<PackChoices>) =>
      references(packDocument(loose, packOf({ register: [] }), new Map(), { ...EVERYTHING, ...choices }));
    expect(made({})).toEqual(['E1', 'E2', 'E3', 'E4', 'E5']);
    expect(made({ order: 'statement' }).at(-1)).toBe('E5');
    expect(made({ statements: ['QS1'] })).toEqual(['E2', 'E3', 'E4']);
  });

  it('counts what is known of the items since', () => {
    const since = { E1: { marking: 'OFFICIAL-SENSITIVE' }, E4: { needsRedaction: true } } as const;
    expect(references(packed(publicChoices(EVERYTHING), since))).toEqual([]);
    expect(references(packed({}, since))).toEqual(['E1', 'E2', 'E3', 'E4']);
    expect(references(packed({ personalData: false }, { E4: { containsPersonalData: true } }))).toEqual([
      'E1',
      'E2',
    ]);
  });

  it('names none of the council’s people in a public edition', () => {
    const names = /Sam Patel|Dana Okafor|Olive Owner|Sally Saver|assurance lead|Director/;
    expect(JSON.stringify(packed({}))).toMatch(names);
    expect(JSON.stringify(packed(publicChoices(EVERYTHING)))).not.toMatch(names);
  });
});

it('a pack is held back for what must no longer be in it', () => {
  const file = { id: 'f1', sha256: 'a'.repeat(64) };
  const held = [{ reference: 'E1' }, { reference: 'E2', file }, { reference: 'E3' }];
  const now = new Map<string, ItemNow>([
    ['E1', { ...NOW, needsRedaction: true }],
    ['E2', NOW],
    ['E3', { ...NOW, marking: 'OFFICIAL-SENSITIVE' }],
  ]);
  const why = (marking: 'OFFICIAL' | 'OFFICIAL-SENSITIVE') =>
    heldBack(held, { marking, personalData: true }, now, new Set(['f1'])).map((each) => each.why);
  expect(why('OFFICIAL-SENSITIVE')).toEqual(['redaction', 'infected']);
  expect(why('OFFICIAL')).toEqual(['redaction', 'infected', 'marking']);
});
