import { LEFT_OUT, type LeftOutBy } from '#lib/exchange/packs/selection.ts';
import type { PackAnswer, PackReturn, ReturnedItem } from '#lib/exchange/pdf/pack-document.ts';
import type { Snapshot, SnapshotItem, SnapshotReturn } from '#lib/record/snapshots/rules.ts';

// A pack of an information return: what was asked, in the order of the list, and what answers it.

/** The evidence that answers it, each item once, in the order in which they first answer something. */
export function answeringEvidence({ items }: Pick<SnapshotReturn, 'items'>): readonly string[] {
  const references = items.flatMap(({ answers }) =>
    answers.flatMap((answer) => (answer.kind === 'evidence' ? answer.reference : [])),
  );
  return [...new Set(references)];
}

/** The content of an assessment with which a return is kept, as that of a pack of the return: its evidence, in its order. */
export function contentOfReturn(snapshot: Snapshot, returned: SnapshotReturn): Snapshot {
  const items = new Map(snapshot.evidence.map((item) => [item.reference, item]));
  const evidence = answeringEvidence(returned).flatMap((reference): SnapshotItem[] => {
    const item = items.get(reference);
    return item ? [item] : [];
  });
  return { ...snapshot, statements: [], evidence };
}

/** A return as a pack shows it: of evidence that is not in the pack, the reference alone. */
export function packReturn(
  returned: SnapshotReturn,
  {
    leftOut,
    keptOut,
    isPublic,
  }: {
    readonly leftOut: ReadonlyMap<string, LeftOutBy>;
    /** What has to be redacted, and what is said in its place. */
    readonly keptOut: ReadonlyMap<string, string>;
    readonly isPublic: boolean;
  },
): PackReturn {
  return {
    ...returned,
    items: returned.items.map(({ answers, signedOff, ...item }) => ({
      ...item,
      signedOff: signedOff && { at: signedOff.at, by: isPublic ? null : signedOff.by },
      answers: answers.map((answer): PackAnswer => {
        if (answer.kind !== 'evidence') return answer;
        const reason = leftOut.get(answer.reference);
        const without = reason ? `Not included: ${LEFT_OUT[reason]}` : keptOut.get(answer.reference);
        return without === undefined ? answer : { ...answer, place: '', page: null, without };
      }),
    })),
  };
}

/** Characters of a folder’s name that say what is asked, beside its number. */
const TITLE_LENGTH = 48;

/** What is asked, for a folder: up to its first colon or end of a sentence, in whole words. Items often share a heading. */
function shortTitle(asked: string): string {
  const [first = ''] = asked.trim().split(/[:;.?!](?=\s)|\n/);
  if (first.length <= TITLE_LENGTH) return first;
  const cut = first.slice(0, TITLE_LENGTH + 1);
  return cut.slice(0, cut.lastIndexOf(' ')).trim() || first.slice(0, TITLE_LENGTH);
}

/** The name of an item’s folder, whose id sorts it: "07", "Waiting times", or "3.1 Waiting times" where it is not the 3rd. */
export function folderOfItem(
  item: Pick<ReturnedItem, 'number' | 'position' | 'asked'>,
  items: number,
): { readonly id: string; readonly name: string } {
  const title = shortTitle(item.asked);
  const isCounted = item.number === '' || item.number === String(item.position);
  return {
    id: String(item.position).padStart(String(Math.max(items, 10)).length, '0'),
    name: isCounted ? title : `${item.number} ${title}`,
  };
}
