import 'server-only';
import { type Piece, wordDifferences } from '#lib/kernel/word-differences.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { isUsable } from '#lib/record/evidence/lifecycle.ts';
import { loadEvidenceItem } from '#lib/record/evidence/queries.ts';
import { type FileVersion, loadVersions } from '#lib/record/evidence/versions.ts';
import { COMPARED_LIMIT, loadWholeText } from '#lib/record/texts/pages.ts';

/** Why the words of a version cannot be compared. */
export type NoWords = 'unusable' | 'waiting' | 'empty' | 'unreadable' | 'too long';

export type VersionComparison = {
  readonly reference: string;
  readonly title: string;
  readonly from: FileVersion;
  readonly to: FileVersion;
  /** The change from one to the other, or what stands in the way. */
  readonly words:
    | { readonly ok: true; readonly pieces: readonly Piece[] }
    | {
        readonly ok: false;
        readonly missing: readonly { readonly version: number; readonly why: NoWords }[];
      };
};

/** What two versions of an item's file say. Null if the item has no such versions, or was erased. */
export async function getVersionComparison(
  context: CouncilContext,
  reference: string,
  numbers: { readonly from: number | null; readonly to: number | null },
): Promise<VersionComparison | null> {
  requirePermission(context, 'evidence:download');
  return read(context, async (db) => {
    const item = await loadEvidenceItem(db, reference);
    if (!item || item.state === 'erased') return null;
    const versions = await loadVersions(db, item.reference);
    const [from, to] = [numbers.from, numbers.to].map((asked) =>
      versions.find(({ number }) => number === asked),
    );
    if (!from || !to) return null;
    const texts = [await wordsOf(db, item.reference, from), await wordsOf(db, item.reference, to)] as const;
    const [before, after] = texts;
    return {
      reference: item.reference,
      title: item.title,
      from,
      to,
      words:
        'text' in before && 'text' in after
          ? { ok: true, pieces: wordDifferences(before.text, after.text) }
          : { ok: false, missing: texts.flatMap((words) => ('why' in words ? words : [])) },
    };
  });
}

type Words = { readonly text: string } | { readonly version: number; readonly why: NoWords };

async function wordsOf(db: CouncilRead, reference: string, { number, scan }: FileVersion): Promise<Words> {
  const missing = (why: NoWords) => ({ version: number, why });
  if (!isUsable(scan.state)) return missing('unusable');
  const found = await loadWholeText(db, reference, number);
  if (!found) return missing('unusable');
  if (found.state !== 'read') return missing(found.state);
  if (found.text.length > COMPARED_LIMIT) return missing('too long');
  // Lines and pages end elsewhere when a word is added, which is no change of what is said.
  return { text: found.text.replaceAll(/\s+/g, ' ').trim() };
}
