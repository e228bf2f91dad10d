import type { PackDocument } from '#lib/exchange/pdf/pack-document.ts';
import { categoryName, highestMarking, STATE_NAMES } from '#lib/record/evidence/rules.ts';
import { SCAN_NAMES } from '#lib/record/scans/rules.ts';
import { frameworkOfSnapshot, type Snapshot, type SnapshotItem } from '#lib/record/snapshots/rules.ts';

/**
 * The content of a pack: the open assessment as it is now, a signed version of a cycle, or a cycle at its closing.
 */
export type PackSource =
  | { readonly kind: 'open' }
  | { readonly kind: 'signed'; readonly cycle: number; readonly version: number }
  | { readonly kind: 'closed'; readonly cycle: number };

/** The facts about a pack itself: its id, who made it and when, and whether it is signed. */
export type PackDetails = Pick<
  PackDocument,
  'packId' | 'state' | 'madeAt' | 'madeBy' | 'audit' | 'contentHash' | 'isRedacted' | 'signature' | 'closedAt'
>;

/** The file name of a pack. */
export function packFileName(council: string, source: PackSource, day: string): string {
  if (source.kind === 'open') return `${council} evidence pack ${day}.pdf`;
  const what = source.kind === 'signed' ? `version ${source.version}` : 'as closed';
  return `${council} evidence pack cycle ${source.cycle} ${what}.pdf`;
}

/** The pack of a snapshot, with only its figures and words. */
export function packDocument(snapshot: Snapshot, marks: PackDetails): PackDocument {
  const { council, cycle, result, statements, evidence } = snapshot;
  const framework = frameworkOfSnapshot(snapshot);
  const itemOf = new Map(evidence.map((item) => [item.reference, item]));
  return {
    ...marks,
    council,
    cycle: { name: cycle.name, period: cycle.period },
    marking: highestMarking(evidence.map(({ marking }) => marking)),
    themes: result.themes,
    distance: result.distance,
    flags: result.flags,
    statements: statements.map(({ version: _version, saved: _saved, uses, ...statement }) => ({
      ...statement,
      evidence: uses.flatMap(({ writtenFor, ...use }) => {
        const item = itemOf.get(use.reference);
        const location = writtenFor ? `${use.location} (written for version ${writtenFor})` : use.location;
        return item
          ? [{ ...use, location, title: markedTitle(item), category: categoryName(item.category, framework) }]
          : [];
      }),
    })),
    register: evidence.map(({ version: _version, category, withdrawn, scan, title, ...item }) => ({
      ...item,
      title: markedTitle({ title, withdrawn, scan }),
      source: markedSource(item.source),
      category: categoryName(category, framework),
      statements: statements
        .filter(({ uses }) => uses.some(({ reference }) => reference === item.reference))
        .map(({ id }) => id),
    })),
  };
}

type Marked = {
  readonly title: string;
  readonly withdrawn?: SnapshotItem['withdrawn'];
  readonly scan?: SnapshotItem['scan'];
};

/** A title that says that the item was withdrawn, or its file not clean. */
function markedTitle({ title, withdrawn, scan }: Marked): string {
  if (withdrawn) return `${STATE_NAMES.withdrawn}: ${title}`;
  return scan ? `${SCAN_NAMES[scan]}: ${title}` : title;
}

/** A file's name with its version, unless it is the first. */
function markedSource(source: Snapshot['evidence'][number]['source']) {
  if (source.kind === 'link') return source;
  const { version, name, ...file } = source;
  return { ...file, name: version ? `${name} (version ${version})` : name };
}
