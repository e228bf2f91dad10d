import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { loadOpenCycle } from '#lib/record/assessments/queries.ts';
import { activeLinkWhere, type LinkKind } from '#lib/record/links/rules.ts';

export type ChallengeSettings = {
  readonly assessment: { readonly id: string; readonly name: string; readonly framework: string };
  readonly isBlind: boolean;
  /** Number of active links to board papers. Blind challenge does not affect those papers. */
  readonly paperLinks: number;
  /** As `paperLinks`, to copies of packs. */
  readonly packLinks: number;
};

/** The challenge settings of the open assessment. Null when none is open. */
export async function getChallengeSettings(context: CouncilContext): Promise<ChallengeSettings | null> {
  requirePermission(context, 'challenge:settings');
  const councilId = context.council.id;
  return read(context, async (db) => {
    const row = await loadOpenCycle(db);
    if (!row) return null;
    const linksTo = (kind: LinkKind) =>
      db.tx.link.count({ where: { councilId, ...activeLinkWhere(kind, context.now()) } });
    const paperLinks = await linksTo('board_paper');
    const packLinks = await linksTo('pack');
    const { id, name, framework, blindChallenge: isBlind } = row;
    return { assessment: { id, name, framework }, isBlind, paperLinks, packLinks };
  });
}
