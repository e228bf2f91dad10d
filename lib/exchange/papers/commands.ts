import 'server-only';
import { createHash } from 'node:crypto';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import { paperDocument, paperFileName, parseStoredDashboard } from '#lib/exchange/papers/rules.ts';
import { renderCachedPaper } from '#lib/exchange/pdf/paper-cache.ts';
import { type RenderFailure, renderPaper } from '#lib/exchange/pdf/render-pdf.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';
import { type CreatedLink, createLink, recordOpening } from '#lib/record/links/commands.ts';
import type { OpenedLink } from '#lib/record/links/gate.ts';
import { endOfLink } from '#lib/record/links/rules.ts';
import type { LinkInput } from '#lib/record/links/schema.ts';

export type ExportedPaper = { readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates a board paper of the current dashboard and records its fingerprint just before it is sent. Null if no
 * assessment is open. Refused to anyone from whom a score is hidden. Aborts with the request's `signal`.
 *
 * @throws PdfError if it cannot be rendered. Only papers that are sent are recorded.
 */
export async function exportPaper(
  context: CouncilContext,
  signal?: AbortSignal,
): Promise<ExportedPaper | RenderFailure | 'scores hidden' | null> {
  const { council, person } = context;
  const made = await renderPaper({ council: council.id, person: person.id, signal }, async () => {
    const paper = await getPaper(context, context.now());
    if (!paper || paper === 'scores hidden') return paper;
    const document = paperDocument(paper.dashboard, paper);
    return { ...paper, document: { ...document, letterhead: paper.letterhead } };
  });
  if (made === null || typeof made === 'string') return made;
  const { pdf, source: paper } = made;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'paper:export', async () => ({
    result: undefined,
    event: {
      type: 'paper.exported',
      subject: paper.assessmentId,
      data: { sha256, contentHash: paper.contentHash },
    },
  }));
  return { pdf, fileName: paperFileName(council.slug, paper.dashboard.asOf) };
}

export type PaperLinkResult =
  | { readonly outcome: 'made'; readonly link: CreatedLink }
  | { readonly outcome: 'no assessment' | 'scores hidden' }
  /** The last day ended while the form was being sent. */
  | { readonly outcome: 'expired' };

/** Keeps a copy of the current board paper and creates a link to it. */
export async function createPaperLink(context: CouncilContext, input: LinkInput): Promise<PaperLinkResult> {
  const { forWhom, lastDay } = input;
  const madeAt = context.now();
  const expiresAt = endOfLink(lastDay, madeAt);
  const paper = await getPaper(context, madeAt, 'links:manage');
  if (!paper) return { outcome: 'no assessment' };
  if (paper === 'scores hidden') return { outcome: paper };
  if (expiresAt <= madeAt) return { outcome: 'expired' };
  const { assessmentId, content, contentHash, audit } = paper;
  return auditedWrite<PaperLinkResult>(context, 'links:manage', async (db) => {
    const link = await createLink(db, {
      kind: 'board_paper',
      forWhom,
      content,
      contentHash,
      audit,
      madeAt,
      expiresAt,
    });
    return {
      result: { outcome: 'made', link },
      event: {
        type: 'paper.shared',
        subject: link.id,
        data: { assessmentId, forWhom, contentHash, expiresAt: expiresAt.toISOString() },
      },
    };
  });
}

/**
 * The PDF that a link opens: the same content each time, and from one release of the service the same bytes. Counts as
 * an opening, unless `signal` has aborted. 'over' if the link ended while the file was made.
 */
export async function openPaperFile(
  { context, copy }: Pick<OpenedLink, 'context' | 'copy'>,
  signal?: AbortSignal,
): Promise<ExportedPaper | RenderFailure | 'over'> {
  const dashboard = parseStoredDashboard(copy.content);
  // The paper prints both hashes with the content they cover, so together they identify it.
  const name = `${copy.contentHash} ${copy.audit.hash}`;
  const pdf = await renderCachedPaper(name, context.council.id, () => paperDocument(dashboard, copy));
  if (typeof pdf === 'string') return pdf;
  if (signal?.aborted) return 'abandoned';
  if (!(await recordOpening(context, 'board_paper', copy.id))) return 'over';
  return { pdf, fileName: paperFileName(context.council.slug, dashboard.asOf) };
}
