import { createHash } from 'node:crypto';
import { fold } from '#lib/kernel/text/fold.ts';
import type { ListRow, ReturnItem } from '#lib/record/returns/rules.ts';

/** The parts of a row that a new version of the list can change. */
export const ROW_PARTS = ['number', 'heading', 'asked', 'statements', 'kind'] as const;
export type RowPart = (typeof ROW_PARTS)[number];

export const ROW_PART_NAMES: Readonly<Record<RowPart, string>> = {
  number: 'Number',
  heading: 'Heading',
  asked: 'What is asked',
  statements: 'Quality statements',
  kind: 'Kind',
};

type Known = ListRow & Pick<ReturnItem, 'key'>;

/** `number`: null if the list has no numbers, so that wording alone decides. */
type RowToMatch = Omit<ListRow, 'number'> & { readonly number: string | null };

export type Match = {
  /** The item that a row continues, by its key. Null: a new one. */
  readonly key: number | null;
  readonly changed: readonly RowPart[];
};

/**
 * Which item each row of a new list continues: that of the same number and wording; of the same wording, so that answers
 * stay with it when an item that is put in moves all numbers after it; of the same number, with other words. `answers`: what
 * people said of rows with known wording under a number that the list did not have, by the row’s place from 0; such a row
 * is a question while it has none.
 *
 * @returns in the order of the rows; `questions`: places of rows, each with the item that has its wording
 */
export function matchRows(
  before: readonly Known[],
  rows: readonly RowToMatch[],
  answers: ReadonlyMap<number, 'same' | 'new'>,
): {
  readonly matches: readonly Match[];
  readonly removed: readonly number[];
  readonly questions: readonly { readonly place: number; readonly item: Known }[];
} {
  const taken = new Set<number>();
  const byNumber = Map.groupBy(before, ({ number }) => fold(number));
  const byWording = Map.groupBy(before, ({ asked }) => fold(asked));
  const firstLeft = (items: readonly Known[] | undefined) =>
    items?.find(({ key }) => !taken.has(key)) ?? null;
  const isAlone = (items: readonly unknown[] | undefined) => items?.length === 1;
  const given = Map.groupBy(rows, ({ asked }) => fold(asked));
  const found: (Known | null)[] = rows.map((row) => {
    const alike = byWording.get(fold(row.asked));
    const item = row.number
      ? firstLeft(alike?.filter(({ number }) => fold(number) === fold(row.number ?? '')))
      : null;
    if (item) taken.add(item.key);
    return item;
  });
  const questions: { place: number; item: Known }[] = [];
  rows.forEach((row, place) => {
    const wording = fold(row.asked);
    const item = found[place] ? null : firstLeft(byWording.get(wording));
    if (!item) return;
    const hasMoved =
      byNumber.has(fold(row.number ?? '')) && isAlone(byWording.get(wording)) && isAlone(given.get(wording));
    const isSame =
      row.number === null || row.number === item.number || hasMoved || answers.get(place) === 'same';
    if (!isSame && !answers.has(place)) questions.push({ place, item });
    if (isSame) found[place] = item;
    if (isSame || !answers.has(place)) taken.add(item.key);
  });
  const asked = new Set(questions.map(({ place }) => place));
  rows.forEach((row, place) => {
    if (found[place] || asked.has(place) || !row.number) return;
    const item = firstLeft(byNumber.get(fold(row.number)));
    if (!item) return;
    taken.add(item.key);
    found[place] = item;
  });
  return {
    matches: rows.map((row, place) => {
      const item = found[place];
      return {
        key: item?.key ?? null,
        changed: item ? changedParts(item, { ...row, number: row.number ?? item.number }) : [],
      };
    }),
    removed: before.filter(({ key }) => !taken.has(key)).map(({ key }) => key),
    questions,
  };
}

export function changedParts(before: ListRow, after: ListRow): readonly RowPart[] {
  return ROW_PARTS.filter((part) => String(before[part]) !== String(after[part]));
}

export type VersionChange =
  | { readonly how: 'added' | 'removed'; readonly row: VersionRow }
  | {
      readonly how: 'changed';
      readonly row: VersionRow;
      readonly before: VersionRow;
      readonly parts: readonly RowPart[];
    };

/** A row of a kept version, with the key of its item. */
export type VersionRow = ListRow & { readonly key: number };

/** What changed from one version of a list to another, in the order of the later one; removed items come last. */
export function versionChanges(
  from: readonly VersionRow[],
  to: readonly VersionRow[],
): readonly VersionChange[] {
  const before = new Map(from.map((row) => [row.key, row]));
  const kept = new Set(to.map(({ key }) => key));
  return [
    ...to.flatMap((row): readonly VersionChange[] => {
      const earlier = before.get(row.key);
      if (!earlier) return [{ how: 'added', row }];
      const parts = changedParts(earlier, row);
      return parts.length > 0 ? [{ how: 'changed', row, before: earlier, parts }] : [];
    }),
    ...from.filter(({ key }) => !kept.has(key)).map((row) => ({ how: 'removed' as const, row })),
  ];
}

/** The rows of a version as they are kept, always in the same form. With their SHA-256 in hexadecimal. */
export function versionContent(rows: readonly VersionRow[]): {
  readonly content: string;
  readonly contentHash: string;
} {
  const content = JSON.stringify(
    rows.map(({ key, number, heading, asked, statements, kind }) => ({
      ...{ key, number, heading, asked, statements, kind },
    })),
  );
  return { content, contentHash: createHash('sha256').update(content).digest('hex') };
}

/** The rows of kept content. */
export function rowsOfContent(content: string): readonly VersionRow[] {
  return JSON.parse(content) as readonly VersionRow[];
}
