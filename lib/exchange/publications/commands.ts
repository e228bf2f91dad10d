import 'server-only';
import { createHash } from 'node:crypto';
import { renderCachedPlan } from '#lib/exchange/pdf/paper-cache.ts';
import { type RenderFailure, renderPlan } from '#lib/exchange/pdf/render-pdf.ts';
import { planDocument, planFileName, publicationDocument } from '#lib/exchange/publications/documents.ts';
import { getPlanNow, loadPlanNow, loadPublication } from '#lib/exchange/publications/queries.ts';
import {
  contentOfPlanLink,
  hashPublication,
  type KeptPublication,
  LINK_KINDS,
  MAX_PUBLICATIONS,
  type PlanNow,
  publicationOf,
  publicationSubject,
  publishable,
} from '#lib/exchange/publications/rules.ts';
import type { PlanLinkInput, PublishPlan } from '#lib/exchange/publications/schema.ts';
import { PLAN_SUBJECT } from '#lib/insight/plan/events.ts';
import { requireRoom } from '#lib/kernel/limits.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilRows } from '#lib/platform/db/read.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import {
  type CreatedLink,
  createLink,
  recordOpening,
  type WithdrawResult,
  withdrawLink,
} from '#lib/record/links/commands.ts';
import type { OpenedLink } from '#lib/record/links/gate.ts';
import { endOfLink, PLAN_DAYS } from '#lib/record/links/rules.ts';

export type PublishResult = {
  readonly outcome:
    | 'published'
    /** It is published like this already. */
    | 'unchanged'
    /** The plan is not what was previewed. */
    | 'changed since'
    | 'nothing to publish';
};

/**
 * Keeps the plan with what was chosen, for everyone who has a link to it.
 *
 * @throws LimitReachedError if it was published too often
 */
export function publishPlan(context: CouncilContext, input: PublishPlan): Promise<PublishResult> {
  const { publishedActions, withOwners, withCosts, previewed } = input;
  return auditedWrite<PublishResult>(context, 'improvement:publish', async (db) => {
    const { tx } = db;
    const councilId = context.council.id;
    await lockInCouncil(tx, councilId, 'improvement');
    const plan = await loadPlanNow(db, context.now());
    const publication = publicationOf(plan, { actions: publishedActions, withOwners, withCosts });
    const { content, contentHash } = hashPublication(publication);
    if (publication.actions.length === 0) return unchanged({ outcome: 'nothing to publish' });
    if (contentHash !== previewed) return unchanged({ outcome: 'changed since' });
    const last = await loadPublication(db);
    if (last?.contentHash === contentHash) return unchanged({ outcome: 'unchanged' });
    const number = (last?.number ?? 0) + 1;
    requireRoom(MAX_PUBLICATIONS, number - 1);
    const shown = publication.actions.map((action) => action.number);
    await tx.planPublication.create({
      data: {
        ...{ councilId, number, content, contentHash },
        ...{ madeById: context.person.id, madeAt: context.now() },
      },
      select: { number: true },
    });
    await tx.$executeRaw`
      update improvement_actions set is_public = not is_public
       where council_id = ${councilId}::uuid and is_public <> (number = any(${shown}::int[]))`;
    return {
      result: { outcome: 'published' },
      event: {
        type: 'plan.published',
        subject: publicationSubject(number),
        data: { publication: number, contentHash, actions: shown, of: publishable(plan.actions).length },
      },
    };
  });
}

export type PlanLinkResult =
  | { readonly outcome: 'made'; readonly link: CreatedLink }
  | { readonly outcome: 'not published' | 'scores hidden' }
  /** The last day ended while the form was being sent. */
  | { readonly outcome: 'expired' };

/**
 * Creates a link to the plan as it was last published whenever the link is opened, or as it is then.
 *
 * @throws LimitReachedError if there are too many links
 */
export function createPlanLink(
  context: CouncilContext,
  { plan, forWhom, lastDay }: PlanLinkInput,
): Promise<PlanLinkResult> {
  return auditedWrite<PlanLinkResult>(context, 'links:manage', async (db) => {
    const madeAt = context.now();
    const expiresAt = endOfLink(lastDay, madeAt, PLAN_DAYS.max);
    if (expiresAt <= madeAt) return unchanged({ outcome: 'expired' });
    if (plan === 'public' && !(await loadPublication(db))) return unchanged({ outcome: 'not published' });
    // A board sees the scores that actions aim at, and whoever has the link is its reader.
    if (plan === 'board' && (await loadHiddenScores(db))) return unchanged({ outcome: 'scores hidden' });
    const audit = await auditHead(db.tx, context);
    if (!audit) throw new Error('The council has no history');
    const content = contentOfPlanLink(plan);
    const kind = LINK_KINDS[plan];
    const link = await createLink(db, { kind, forWhom, ...content, audit, madeAt, expiresAt });
    return {
      result: { outcome: 'made', link },
      event: {
        type: plan === 'public' ? 'plan.shared' : 'plan-board.shared',
        subject: link.id,
        data: { forWhom, contentHash: content.contentHash, expiresAt: expiresAt.toISOString() },
      },
    };
  });
}

/** Ends a link to the plan, of either kind, with immediate effect. */
export async function withdrawPlanLink(context: CouncilContext, id: string): Promise<WithdrawResult> {
  const withdrawn = await withdrawLink(context, LINK_KINDS.public, id);
  return withdrawn.outcome === 'not found' ? withdrawLink(context, LINK_KINDS.board, id) : withdrawn;
}

export type ExportedPlan = { readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates a PDF of the plan as it is now, with everything but notes, and records its fingerprint just before it is sent.
 * Null if there is no action. Refused to anyone from whom a score is hidden.
 *
 * @throws PdfError if it cannot be rendered
 */
export async function exportPlanPdf(
  context: CouncilContext,
  signal?: AbortSignal,
): Promise<ExportedPlan | RenderFailure | 'scores hidden' | null> {
  const { council, person } = context;
  const madeAt = context.now();
  const made = await renderPlan({ council: council.id, person: person.id, signal }, async () => {
    const now = await getPlanNow(context, madeAt);
    if (now === null || now === 'scores hidden') return now;
    const { plan, letterhead } = now;
    return { count: plan.actions.length, document: { ...planDocument(plan, madeAt), letterhead } };
  });
  if (made === null || typeof made === 'string') return made;
  const { pdf, source } = made;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'improvement:export', async () => ({
    result: undefined,
    event: {
      type: 'plan.exported',
      subject: PLAN_SUBJECT,
      data: { form: 'pdf', count: source.count, since: null, sha256 },
    },
  }));
  return { pdf, fileName: planFileName(council.slug, madeAt) };
}

/** The plan as it was last published, for whoever opens a link to it. Null if the link has ended meanwhile. */
export async function openPublishedPlan({
  context,
  copy,
  headOnly,
}: OpenedLink & { readonly headOnly: boolean }): Promise<KeptPublication | null> {
  const kept = await readAs(context, loadPublication);
  if (!kept || (!headOnly && !(await recordOpening(context, LINK_KINDS.public, copy.id)))) return null;
  return kept;
}

/** The same as a PDF: of the same publication the same bytes. Counts as an opening, unless `signal` has aborted. */
export async function openPublishedPdf(
  { context, copy }: Pick<OpenedLink, 'context' | 'copy'>,
  signal?: AbortSignal,
): Promise<ExportedPlan | RenderFailure | null> {
  const kept = await readAs(context, loadPublication);
  if (!kept) return null;
  const { council } = context;
  const pdf = await renderCachedPlan(`${council.id} ${kept.number} ${kept.contentHash}`, council.id, () =>
    publicationDocument(kept),
  );
  if (typeof pdf === 'string') return pdf;
  if (signal?.aborted) return 'abandoned';
  if (!(await recordOpening(context, LINK_KINDS.public, copy.id))) return null;
  return { pdf, fileName: planFileName(council.slug, kept.at) };
}

/** The plan as it is now, for an improvement board. Null if the link has ended meanwhile. */
export async function openPlanForBoard({
  context,
  copy,
  headOnly,
}: OpenedLink & { readonly headOnly: boolean }): Promise<PlanNow | null> {
  const plan = await readAs(context, (db) => loadPlanNow(db, context.now()));
  return headOnly || (await recordOpening(context, LINK_KINDS.board, copy.id)) ? plan : null;
}

function readAs<Found>(
  context: OpenedLink['context'],
  load: (db: CouncilRows) => Promise<Found>,
): Promise<Found> {
  return writeAs<Found>(context, async (tx) => unchanged(await load({ tx, context })));
}
