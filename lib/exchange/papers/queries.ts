import 'server-only';
import { hashDashboard, type ShownDashboard } from '#lib/exchange/papers/rules.ts';
import type { Letterhead } from '#lib/exchange/pdf/letterhead.ts';
import { loadDashboard } from '#lib/insight/dashboard/queries.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { type CouncilRead, read } from '#lib/platform/db/read.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { loadHiddenStatements } from '#lib/record/challenge/queries.ts';
import { loadLetterhead } from '#lib/record/councils/queries.ts';
import { type LinkList, loadLinks } from '#lib/record/links/queries.ts';

/** The dashboard of a paper, its hash, and the last event of the audit chain at that moment. */
export type PaperContent = {
  readonly assessmentId: string;
  readonly dashboard: ShownDashboard;
  readonly content: string;
  readonly contentHash: string;
  readonly audit: { readonly seq: number; readonly hash: string };
  /** Not part of the content: a link keeps it without. */
  readonly letterhead: Letterhead;
};

/** Null if no assessment is open. Refused to anyone from whom a score is hidden. */
async function paperContentIn(db: CouncilRead, asOf: Date): Promise<PaperContent | 'scores hidden' | null> {
  const { tx, context } = db;
  const open = await loadDashboard(db, asOf);
  if (!open) return null;
  const { figures, ...rest } = open.dashboard;
  if (!figures) return 'scores hidden';
  const audit = await auditHead(tx, context);
  if (!audit) throw new Error('The council has no history');
  const dashboard = { ...rest, figures };
  const { letterhead } = await loadLetterhead(db);
  return { assessmentId: open.assessment.id, dashboard, ...hashDashboard(dashboard), audit, letterhead };
}

/** The content of the board paper now, read at one moment. */
export async function getPaper(
  context: CouncilContext,
  asOf: Date,
  permission: 'paper:export' | 'links:manage' = 'paper:export',
): Promise<PaperContent | 'scores hidden' | null> {
  requirePermission(context, permission);
  return read(context, (db) => paperContentIn(db, asOf));
}

/** The assessment that a paper would show. */
export type NewPaperView = {
  readonly name: string;
  readonly isBlind: boolean;
  /** Whether scores are hidden from this person, who then cannot make a paper. */
  readonly isHidden: boolean;
};

/** Null if no assessment is open. */
export async function getNewPaper(context: CouncilContext): Promise<NewPaperView | null> {
  requirePermission(context, 'links:manage');
  return read(context, (db) => loadNewPaper(db));
}

async function loadNewPaper(db: CouncilRead): Promise<NewPaperView | null> {
  const assessment = await loadOpenCycle(db);
  if (!assessment) return null;
  const hidden = await loadHiddenStatements(db, assessment.id);
  return { name: assessment.name, isBlind: assessment.blindChallenge, isHidden: hidden.length > 0 };
}

/** The links to board papers, and the assessment that the next one would show: null if none is open. */
export async function listPaperLinks(
  context: CouncilContext,
  asOf: Date,
): Promise<LinkList & { readonly open: NewPaperView | null }> {
  requirePermission(context, 'links:manage');
  return read(context, async (db) => ({
    ...(await loadLinks(db, 'board_paper', asOf)),
    open: await loadNewPaper(db),
  }));
}
