import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  matchRows,
  rowsOfContent,
  versionChanges,
  versionContent,
} from '#lib/record/returns/list-versions.ts';
import type { ListRow } from '#lib/record/returns/rules.ts';

const row = (number: string, asked: string, given: Partial<ListRow> = {}): ListRow => ({
  ...{ number, heading: '', asked, statements: [], kind: 'any', ...given },
});
const known = (key: number, number: string, asked: string) => ({ ...row(number, asked), key });

describe('a new version of a list', () => {
  const before = [known(1, '1', 'Self-assessment'), known(2, '2', 'Waiting times'), known(3, '', 'Carers')];

  it('continues items by number, and those without one by wording', () => {
    const rows = [row('2', 'Waiting times by team'), row('', 'carers'), row('4', 'Workforce')];
    expect(matchRows(before, rows, new Map())).toEqual({
      matches: [
        { key: 2, changed: ['asked'] },
        { key: 3, changed: ['asked'] },
        { key: null, changed: [] },
      ],
      removed: [1],
      questions: [],
    });
  });

  it('keeps answers with their wording when an item is put in before them', () => {
    const old = [known(1, '1', 'Self-assessment'), known(2, '2', 'Waiting times'), known(3, '3', 'Carers')];
    const rows = [
      row('1', 'Self-assessment'),
      row('2', 'Budget'),
      row('3', 'Waiting times'),
      row('4', 'Carers'),
    ];
    const { matches, questions } = matchRows(old, rows, new Map([[3, 'same']]));
    expect(matches.map(({ key }) => key)).toEqual([1, null, 2, 3]);
    expect(questions).toEqual([]);
  });

  it('asks whether a row of known wording under another number is the same item', () => {
    const rows = [row('1', 'Self-assessment'), row('5', 'Waiting times')];
    const { questions, removed } = matchRows(before, rows, new Map());
    expect(questions).toEqual([{ place: 1, item: before[1] }]);
    expect(removed).toEqual([3]);
    expect(matchRows(before, rows, new Map([[1, 'same']])).matches[1]).toEqual({
      key: 2,
      changed: ['number'],
    });
    const isNew = matchRows(before, rows, new Map([[1, 'new']]));
    expect(isNew.matches[1]?.key).toBeNull();
    expect(isNew.removed).toEqual([2, 3]);
  });

  it('never gives two rows one item, and its changes make the new version of the old one', () => {
    const rows = fc.array(
      fc.record({ number: fc.constantFrom('', '1', '2', '3'), asked: fc.constantFrom('a', 'b', 'c') }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(rows, rows, (old, fresh) => {
        const from = old.map((one, index) => known(index + 1, one.number, one.asked));
        const given = fresh.map((one) => row(one.number, one.asked));
        const { matches, removed } = matchRows(
          from,
          given,
          new Map(given.map((_, place) => [place, 'same'])),
        );
        const keys = matches.flatMap(({ key }) => key ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        expect([...keys, ...removed].toSorted()).toEqual(from.map(({ key }) => key).toSorted());
        const to = given.map((one, place) => ({ ...one, key: matches[place]?.key ?? 100 + place }));
        const changes = versionChanges(from, to);
        expect(changes.filter(({ how }) => how === 'removed')).toHaveLength(removed.length);
        const same = to.length - changes.filter(({ how }) => how !== 'removed').length;
        expect(same).toBe(matches.filter(({ key, changed }) => key && changed.length === 0).length);
        expect(rowsOfContent(versionContent(to).content)).toEqual(to);
      }),
    );
  });
});
