import 'server-only';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, requirePermission } from '#lib/platform/access/permissions.ts';
import { cacheByAuditHead, read } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import { type PreviewKind, pagesSeen } from '#lib/platform/previews/preview.ts';
import { loadReviewLock } from '#lib/record/assessments/lock.ts';
import { loadFramework, loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { isUsable } from '#lib/record/evidence/lifecycle.ts';
import { type EvidenceItemView, loadEvidenceItem } from '#lib/record/evidence/queries.ts';
import { hasPages, previewKind } from '#lib/record/evidence/rules.ts';
import { type FileVersion, loadVersions } from '#lib/record/evidence/versions.ts';
import { type Likely, likelyPersonalData } from '#lib/record/personal-data/rules.ts';
import { type AnsweredItem, loadAnsweredBy } from '#lib/record/returns/queries.ts';
import { loadPageText, type PageText } from '#lib/record/texts/pages.ts';
import { loadOwnTopics } from '#lib/record/topics/queries.ts';
import type { Topic } from '#lib/record/topics/rules.ts';
import { loadCommentCount } from '#lib/work/comments/queries.ts';
import type { CommentCount } from '#lib/work/comments/rules.ts';
import { type ErasureView, loadLastErasure } from '#lib/work/erasures/queries.ts';

export type EvidencePageView = {
  readonly item: EvidenceItemView;
  /** The last request to erase it. Null if nobody has asked. */
  readonly erasure: ErasureView | null;
  /** Null for roles that do not see comments. */
  readonly comments: CommentCount | null;
  /** The framework of the open cycle, or else of the last one. */
  readonly framework: Framework;
  /** The assessment in which this person can link it to statements. Null if there is none. */
  readonly linkIn: string | null;
  /** Of its file, the newest first. */
  readonly versions: readonly FileVersion[];
  /** The council's own topics, by which its topics are named. */
  readonly ownTopics: readonly Topic[];
  /** The items of information returns that it answers. */
  readonly answers: readonly AnsweredItem[];
  /** What seems to be personal data. Of its file only for roles that see files. */
  readonly likely: Likely;
  /** Null for a link, a file that may not be opened, and roles that see no files. */
  readonly preview: FilePreview | null;
};

/**
 * A place in an item's file. `page` null: the first. `version` null: the newest. `as`: how an office file is shown if
 * both can be. By default its pages, but the text of the sheet with that number, as that is what people cite.
 */
export type PlaceInFile = {
  readonly page: number | null;
  readonly version: number | null;
  readonly as?: 'pages' | 'text' | null;
};

/** One page of one version of an item's file, to show. */
export type FilePreview = {
  readonly page: number;
  readonly version: FileVersion;
  /** The newest version. */
  readonly newest: number;
  /** How it is drawn. Null: it is shown as text. */
  readonly kind: PreviewKind | null;
  /** What its pages are called. Null: it has none, or their name is not known. */
  readonly unit: PageText['unit'];
  /** How many there are. 0: not known. */
  readonly units: number;
  /** In which of two ways it is shown. Null: there is only one. */
  readonly as: 'pages' | 'text' | null;
  /** What the page says. Null: nothing is known of the text of the file. */
  readonly text: PageText | null;
};

/**
 * An evidence item by reference, "E12", with its comment counts and a page of its file. Null if the council has none
 * with that number, or its file has no such version.
 */
export async function getEvidencePage(
  context: CouncilContext,
  reference: string,
  place: PlaceInFile = { page: null, version: null },
): Promise<EvidencePageView | null> {
  requirePermission(context, 'evidence:view');
  return read(context, async (db) => {
    const item = await loadEvidenceItem(db, reference);
    if (!item) return null;
    const subject = { kind: 'evidence', reference: item.reference } as const;
    const comments = can(context, 'comment:view') ? await loadCommentCount(db, subject) : null;
    const { framework, linkIn } = await cacheByAuditHead(db, { name: 'where to link', of: '' }, async () => {
      const open = await loadOpenCycle(db);
      const isFree = open !== null && (await loadReviewLock(db, open.id)) === null;
      return { framework: await loadFramework(db), linkIn: isFree ? open.id : null };
    });
    const versions = await loadVersions(db, item.reference);
    const shown =
      place.version === null ? versions[0] : versions.find(({ number }) => number === place.version);
    if (place.version !== null && !shown && item.state !== 'erased') return null;
    const mayOpen =
      shown && can(context, 'evidence:download') && item.state !== 'erased' && isUsable(shown.scan.state);
    const erasure = await cacheByAuditHead(db, { name: 'last request to erase', of: item.reference }, () =>
      loadLastErasure(db, item.reference),
    );
    return {
      item,
      erasure,
      comments,
      framework,
      linkIn: can(context, 'evidence:edit') ? linkIn : null,
      versions,
      ownTopics: await loadOwnTopics(db),
      answers: await loadAnsweredBy(db, [item.reference]),
      likely: likelyIn(item, can(context, 'evidence:download') ? versions[0] : undefined),
      preview: mayOpen
        ? {
            version: shown,
            newest: versions[0]?.number ?? shown.number,
            ...describePreview(
              shown,
              place,
              await loadPageText(db, item.reference, shown.number, place.page ?? 1),
            ),
          }
        : null,
    };
  });
}

function describePreview({ mediaType, sha256 }: FileVersion, place: PlaceInFile, text: PageText | null) {
  const page = place.page ?? 1;
  const asText = { page, text, kind: null, unit: text?.unit ?? null, units: text?.units ?? 0 };
  const kind = previewKind(mediaType, env().OFFICE_PREVIEW === 'on');
  if (kind === null) return { ...asText, as: null };
  if (!hasPages(kind)) return { page, text, kind, unit: null, units: 1, as: null };
  // Pages and slides are the same in the text of the file as when it is drawn.
  if (kind === 'pdf' || text?.unit === 'slide')
    return {
      page,
      text,
      kind,
      unit: text?.unit ?? 'page',
      units: text?.units || pagesSeen(sha256),
      as: null,
    };
  const isText = place.as === 'text' || (!place.as && place.page !== null && kind === 'spreadsheet');
  if (isText && text && text.units > 0) return { ...asText, as: 'text' as const };
  return {
    ...{ page, kind, text: null, unit: 'page' as const, units: pagesSeen(sha256) },
    as: text && text.units > 0 ? ('pages' as const) : null,
  };
}

function likelyIn(item: EvidenceItemView, newest: FileVersion | undefined): Likely {
  if (item.state === 'erased') return { printed: [], file: null };
  const { title, source, uses, containsPersonalData, ruledOutIn } = item;
  const reading = newest?.reading;
  return likelyPersonalData({
    ...{ title, uses, containsPersonalData, ruledOutIn },
    fileName: source.kind === 'file' ? source.name : null,
    file: newest && reading ? { ...reading, version: newest.number, found: reading.personalData } : null,
  });
}
