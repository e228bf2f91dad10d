import 'server-only';
import {
  type Agreement,
  agreementsOf,
  compareCouncils,
  getSharedFigures,
  sharedNow,
} from '#lib/insight/sharing/queries.ts';
import {
  type CouncilBeside,
  hasFigures,
  inOrder,
  isSame,
  isShown,
  type SharedFigures,
} from '#lib/insight/sharing/rules.ts';
import type { GivenSharing } from '#lib/insight/sharing/schema.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';

export type ShareResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** Somebody agreed to something else since the form was opened. */
  | { readonly outcome: 'conflict'; readonly latest: Agreement };

/**
 * Says what may be shown beside other councils from now on; nothing withdraws what was agreed before. Over a newer
 * agreement nothing is written and that one is returned, save that nothing keeps a council from withdrawing. What counts
 * already changes nothing.
 */
export function agreeToShare(
  context: CouncilContext,
  { shared, reason, version }: GivenSharing,
): Promise<ShareResult> {
  return auditedWrite<ShareResult>(context, 'sharing:manage', async (db) => {
    const { tx } = db;
    await lockSharing(db);
    const [last] = await agreementsOf(db);
    if (isSame(last?.shared ?? [], shared)) return unchanged({ outcome: 'unchanged' });
    if (shared.length > 0 && last && last.version !== version) {
      return unchanged({ outcome: 'conflict', latest: last });
    }
    const next = (last?.version ?? 0) + 1;
    await tx.sharingAgreement.create({
      data: {
        councilId: context.council.id,
        version: next,
        shared: [...shared],
        reason,
        agreedById: context.person.id,
        agreedAt: context.now(),
      },
      select: { version: true },
    });
    return {
      result: { outcome: 'done' },
      event: {
        type: 'sharing.changed',
        subject: 'sharing',
        data: {
          version: next,
          before: inOrder(last?.shared ?? []),
          after: inOrder(shared),
          characters: reason.length,
          words: hashWords([reason]),
        },
      },
    };
  });
}

/**
 * Agreements and figures that leave take turns: once an agreement is withdrawn, none leave any more that were read
 * before it was.
 */
async function lockSharing({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended('sharing:' || ${council.id}, 0))`;
}

/**
 * The figures of a council for a file that holds those of others too, recorded in its own history as they leave the
 * service. `beside`: of how many other councils. Those that were read under another agreement than the one that counts
 * are read again.
 */
export async function exportSharedFigures(context: CouncilContext, beside: number): Promise<SharedFigures> {
  const figures = await getSharedFigures(context, context.now());
  if (!hasFigures(figures)) return figures;
  return (await recordLeaving(context, figures, beside)) ? figures : exportSharedFigures(context, beside);
}

type ShownFigures = Extract<SharedFigures, { readonly state: 'shown' }>;

/** Records that these leave the service. False, and nothing recorded, where another agreement counts by now. */
function recordLeaving(context: CouncilContext, { shared }: ShownFigures, beside: number): Promise<boolean> {
  return auditedWrite<boolean>(context, 'sharing:compare', async (db) => {
    await lockSharing(db);
    if (!isSame(await sharedNow(db), shared)) return unchanged(false);
    return {
      result: true,
      event: { type: 'sharing.exported', subject: 'sharing', data: { shared, beside } },
    };
  });
}

/**
 * The same of all councils of a person. Null where fewer than two are shown: then there is nothing to compare and nothing
 * leaves. What a council withdraws while the file is made is not in it.
 */
export async function exportComparison(
  contexts: readonly CouncilContext[],
): Promise<readonly CouncilBeside[] | null> {
  const [first] = contexts;
  if (!first) return null;
  const councils = await compareCouncils(contexts, first.now());
  const others = councils.filter(isShown).length - 1;
  if (others < 1) return null;
  const exported: CouncilBeside[] = [];
  for (const [index, council] of councils.entries()) {
    const context = contexts[index];
    const isAsRead = !context || !isShown(council) || (await recordLeaving(context, council.figures, others));
    exported.push(isAsRead ? council : { ...council, figures: await exportSharedFigures(context, others) });
  }
  // Of one that is left alone it is recorded that it left, though it did not: too much is said rather than too little.
  return exported.filter(isShown).length > 1 ? exported : null;
}
