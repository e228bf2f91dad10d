import 'server-only';
import type { Letterhead } from '#lib/exchange/pdf/letterhead.ts';
import {
  type KeptPublication,
  LINK_KINDS,
  PLAN_LINKS,
  type PlanLinkFor,
  type PlanNow,
  parsePublication,
} from '#lib/exchange/publications/rules.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRows, read } from '#lib/platform/db/read.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import { loadLetterhead } from '#lib/record/councils/queries.ts';
import { actionsOf, loadPlanDetails } from '#lib/record/improvement/queries.ts';
import { getLink, type LinkList, type LinkView, loadLinks } from '#lib/record/links/queries.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { loadStages } from '#lib/record/support-stages/queries.ts';
import { stageOn } from '#lib/record/support-stages/rules.ts';

export type PlanToPublish = {
  readonly plan: PlanNow;
  /** What was published last. */
  readonly last: KeptPublication | null;
};

/** The plan to choose from, and what was published last. */
export async function getPlanToPublish(context: CouncilContext): Promise<PlanToPublish> {
  requirePermission(context, 'improvement:publish');
  return read(
    context,
    async (db) => ({ plan: await loadPlanNow(db, context.now()), last: await loadPublication(db) }),
    { needsRows: true },
  );
}

/**
 * The plan with everything, for a file. Null if it has no action. Refused to anyone from whom a score is hidden: what an
 * action aims at gives one away.
 */
export async function getPlanNow(
  context: CouncilContext,
  asOf: Date,
): Promise<{ readonly plan: PlanNow; readonly letterhead: Letterhead } | 'scores hidden' | null> {
  requirePermission(context, 'improvement:export');
  return read(
    context,
    async (db) => {
      if (await loadHiddenScores(db)) return 'scores hidden';
      const plan = await loadPlanNow(db, asOf);
      const { letterhead } = await loadLetterhead(db);
      return plan.actions.length === 0 ? null : { plan, letterhead };
    },
    { needsRows: true },
  );
}

/** What publications and the view of an improvement board are made of. */
export async function loadPlanNow(db: CouncilRows, asOf: Date): Promise<PlanNow> {
  const actions = await actionsOf(db);
  const keys = [...new Set(actions.flatMap(({ proofs }) => proofs.map(({ measure }) => measure)))];
  const { name, isExample } = db.context.council;
  return {
    council: { name, isExample },
    details: await loadPlanDetails(db),
    stage: stageOn(await loadStages(db), londonDay(asOf)),
    actions,
    measures: keys.length === 0 ? [] : await loadMeasures(db, { keys }),
  };
}

/** The latest publication. Null: the plan was never published. */
export async function loadPublication({ tx, context }: CouncilRows): Promise<KeptPublication | null> {
  const row = await tx.planPublication.findFirst({
    relationLoadStrategy: 'join',
    where: { councilId: context.council.id },
    orderBy: { number: 'desc' },
    select: {
      ...{ number: true, content: true, contentHash: true, madeAt: true },
      madeBy: { select: { person: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const { number, content, contentHash, madeAt, madeBy } = row;
  return {
    ...{ number, contentHash, at: madeAt, by: madeBy.person.name },
    publication: parsePublication(content),
  };
}

export type PlanLinks = Readonly<Record<PlanLinkFor, LinkList>> & {
  /** When the plan was last published. Null: it was not. */
  readonly publishedAt: Date | null;
};

/** The links to the plan. */
export async function listPlanLinks(context: CouncilContext, asOf: Date): Promise<PlanLinks> {
  requirePermission(context, 'links:manage');
  return read(context, async (db) => ({
    public: await loadLinks(db, LINK_KINDS.public, asOf),
    board: await loadLinks(db, LINK_KINDS.board, asOf),
    publishedAt: (await loadPublication(db))?.at ?? null,
  }));
}

export type NewPlanLink = {
  readonly publishedAt: Date | null;
  /** Scores are hidden from this person, who then cannot share what would show them. */
  readonly isHidden: boolean;
  /** The open assessment, if its challenge scores are given blind. */
  readonly blind: string | null;
};

/** What a new link would open. */
export async function getNewPlanLink(context: CouncilContext): Promise<NewPlanLink> {
  requirePermission(context, 'links:manage');
  return read(context, async (db) => {
    const open = await loadOpenCycle(db);
    return {
      publishedAt: (await loadPublication(db))?.at ?? null,
      isHidden: Boolean(await loadHiddenScores(db)),
      blind: open?.blindChallenge ? open.name : null,
    };
  });
}

/** A link to the plan of either kind. Null: the council has none with that id. */
export async function getPlanLink(
  context: CouncilContext,
  id: string,
  asOf: Date,
): Promise<{ readonly plan: PlanLinkFor; readonly link: LinkView } | null> {
  for (const plan of PLAN_LINKS) {
    const link = await getLink(context, LINK_KINDS[plan], id, asOf);
    if (link) return { plan, link };
  }
  return null;
}
