import 'server-only';
import { createHash } from 'node:crypto';
import { getPaper } from '#lib/exchange/papers/queries.ts';
import {
  activeLinkWhere,
  earliestWorking,
  endOfLink,
  keptDashboard,
  lastDayShown,
  OPENED_ONCE_MS,
  paperDocument,
  paperFileName,
} from '#lib/exchange/papers/rules.ts';
import type { PaperLinkInput } from '#lib/exchange/papers/schema.ts';
import { renderKeptPaper } from '#lib/exchange/pdf/kept-papers.ts';
import { type NotMade, renderPaper } from '#lib/exchange/pdf/render-pdf.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext, LinkContext } from '#lib/platform/access/context.ts';
import { auditedOpening, auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { LinkedPaper } from '#lib/platform/auth/link-gate.ts';
import { newLinkToken } from '#lib/platform/auth/link-token.ts';

export type ExportedPaper = { readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Makes the board paper of what stands now and records its fingerprint as it is about to be sent. Null when no assessment
 * is open. Nobody from whom a score is hidden gets one. Ends with `signal`, the request's.
 *
 * @throws PdfError when it cannot be rendered. Nothing is recorded of what is not sent.
 */
export async function exportPaper(
  context: CouncilContext,
  signal?: AbortSignal,
): Promise<ExportedPaper | NotMade | 'scores hidden' | null> {
  const { council, person } = context;
  const made = await renderPaper({ council: council.id, person: person.id, signal }, async () => {
    const paper = await getPaper(context, context.now());
    if (!paper || paper === 'scores hidden') return paper;
    return { ...paper, document: paperDocument(paper.dashboard, paper) };
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

/** A link, known in clear only to whoever made it. */
export type MadeLink = {
  readonly id: string;
  readonly token: string;
  readonly forWhom: string;
  /** A calendar date: it works until the end of it. */
  readonly lastDay: string;
};

export type ShareResult =
  | { readonly outcome: 'made'; readonly link: MadeLink }
  | { readonly outcome: 'no assessment' | 'scores hidden' }
  /** The last day ended after the form was sent. */
  | { readonly outcome: 'expired' };

/** Keeps a board paper as it stands now and makes the link to it. Of the link's token only a hash is kept. */
export async function sharePaper(context: CouncilContext, input: PaperLinkInput): Promise<ShareResult> {
  const at = context.now();
  const expiresAt = endOfLink(input.lastDay, at);
  const paper = await getPaper(context, at, 'paper:share');
  if (!paper) return { outcome: 'no assessment' };
  if (paper === 'scores hidden') return { outcome: paper };
  if (expiresAt <= at) return { outcome: 'expired' };
  return auditedWrite<ShareResult>(context, 'paper:share', async ({ tx }) => {
    const recent = { councilId: context.council.id, createdAt: { gt: earliestWorking(at) } };
    requireRoom('paperLinks', await tx.paperLink.count({ where: recent }));
    const { token, tokenHash } = newLinkToken();
    const { forWhom } = input;
    const { id } = await tx.paperLink.create({
      data: {
        councilId: context.council.id,
        tokenHash,
        forWhom,
        content: paper.content,
        contentHash: paper.contentHash,
        auditSeq: paper.audit.seq,
        auditHash: paper.audit.hash,
        createdById: context.person.id,
        createdAt: at,
        expiresAt,
      },
      select: { id: true },
    });
    return {
      result: { outcome: 'made', link: { id, token, forWhom, lastDay: lastDayShown(expiresAt) } },
      event: {
        type: 'paper.shared',
        subject: id,
        data: {
          assessmentId: paper.assessmentId,
          forWhom,
          contentHash: paper.contentHash,
          expiresAt: expiresAt.toISOString(),
        },
      },
    };
  });
}

export type WithdrawResult = { readonly outcome: 'withdrawn' | 'unchanged' | 'not found' };

/** Ends a link, from the next click on it. */
export function withdrawPaper(context: CouncilContext, id: string): Promise<WithdrawResult> {
  return auditedWrite<WithdrawResult>(context, 'paper:share', async ({ tx }) => {
    const where = { id, councilId: context.council.id };
    const { count } = await tx.paperLink.updateMany({
      where: { ...where, withdrawnAt: null },
      data: { withdrawnAt: context.now(), withdrawnById: context.person.id },
    });
    const link = await tx.paperLink.findFirst({ where, select: { forWhom: true } });
    if (!link) return unchanged({ outcome: 'not found' });
    if (count === 0) return unchanged({ outcome: 'unchanged' });
    return {
      result: { outcome: 'withdrawn' },
      event: { type: 'paper.withdrawn', subject: id, data: { forWhom: link.forWhom } },
    };
  });
}

/**
 * The file of a paper that a link leads to, the same bytes each time. Counts as opening it. 'over' when the link ended
 * while the file was made. What `signal` says was abandoned counts as nothing.
 */
export async function openPaperFile(
  context: LinkContext,
  paper: LinkedPaper,
  signal?: AbortSignal,
): Promise<ExportedPaper | NotMade | 'over'> {
  const dashboard = keptDashboard(paper.content);
  // The two hashes stand in the paper beside what they are of, so they name it.
  const name = `${paper.contentHash} ${paper.audit.hash}`;
  const pdf = await renderKeptPaper(name, context.council.id, () => paperDocument(dashboard, paper));
  if (typeof pdf === 'string') return pdf;
  if (signal?.aborted) return 'abandoned';
  if (!(await recordOpening(context, paper.id))) return 'over';
  return { pdf, fileName: paperFileName(context.council.slug, dashboard.asOf) };
}

/**
 * Counts and records that a link was opened, however often within an hour as once. False when it works no more: then
 * nothing is recorded, and nothing is to be shown.
 */
export function recordOpening(context: LinkContext, id: string): Promise<boolean> {
  return auditedOpening<boolean>(context, async (tx) => {
    const now = context.now();
    const where = { id, councilId: context.council.id, ...activeLinkWhere(now) };
    const { count } = await tx.paperLink.updateMany({
      where: {
        ...where,
        OR: [{ lastOpenedAt: null }, { lastOpenedAt: { lte: new Date(now.getTime() - OPENED_ONCE_MS) } }],
      },
      data: { opened: { increment: 1 }, lastOpenedAt: now },
    });
    const link = await tx.paperLink.findFirst({ where, select: { forWhom: true } });
    if (!link) return unchanged(false);
    if (count === 0) return unchanged(true);
    return { result: true, event: { type: 'paper.opened', subject: id, data: { forWhom: link.forWhom } } };
  });
}
