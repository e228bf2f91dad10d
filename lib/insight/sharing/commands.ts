import 'server-only';
import {
  type Agreement,
  compareCouncils,
  getSharedFigures,
  loadAgreements,
  loadSharedParts,
} from '#lib/insight/sharing/queries.ts';
import {
  type ComparedCouncil,
  hasFigures,
  inPartOrder,
  isShown,
  type SharedFigures,
  sameParts,
} from '#lib/insight/sharing/rules.ts';
import type { SharingInput } from '#lib/insight/sharing/schema.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { hashWords } from '#lib/platform/audit/words.ts';
import { auditedWrite, unchanged } from '#lib/platform/audit/write.ts';
import { lockInCouncil } from '#lib/platform/db/lock.ts';
import type { CouncilWrite } from '#lib/platform/db/read.ts';

export type ShareResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** Someone changed the agreement after the form was opened. */
  | { readonly outcome: 'conflict'; readonly latest: Agreement };

/**
 * Changes what this council shares with others from now on. Earlier agreements stay on record. Over a newer agreement
 * nothing is written and that one is returned, except that sharing can always be stopped. The same parts change
 * nothing.
 */
export function agreeToShare(
  context: CouncilContext,
  { shared, reason, version }: SharingInput,
): Promise<ShareResult> {
  return auditedWrite<ShareResult>(context, 'sharing:manage', async (db) => {
    const { tx } = db;
    await lockSharing(db);
    const [last] = await loadAgreements(db);
    if (sameParts(last?.shared ?? [], shared)) return unchanged({ outcome: 'unchanged' });
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
          before: inPartOrder(last?.shared ?? []),
          after: inPartOrder(shared),
          characters: reason.length,
          words: hashWords([reason]),
        },
      },
    };
  });
}

/** Serialises agreements and exports, so that figures read before sharing was stopped cannot be exported after it. */
async function lockSharing({ tx, context: { council } }: CouncilWrite): Promise<void> {
  await lockInCouncil(tx, council.id, 'sharing');
}

/**
 * Exports one council's figures for a file shared with other councils, recorded in this council's own history.
 * `others`: number of other councils in the file. If the agreement changes in the meantime, the figures are read
 * again.
 */
export async function exportSharedFigures(context: CouncilContext, others: number): Promise<SharedFigures> {
  const figures = await getSharedFigures(context, context.now());
  if (!hasFigures(figures)) return figures;
  return (await recordExport(context, figures, others)) ? figures : exportSharedFigures(context, others);
}

type ShownFigures = Extract<SharedFigures, { readonly state: 'shown' }>;

/** Records the export. Returns false, without recording, if the agreement has changed since the figures were read. */
function recordExport(context: CouncilContext, { shared }: ShownFigures, others: number): Promise<boolean> {
  return auditedWrite<boolean>(context, 'sharing:compare', async (db) => {
    await lockSharing(db);
    if (!sameParts(await loadSharedParts(db), shared)) return unchanged(false);
    return {
      result: true,
      event: { type: 'sharing.exported', subject: 'sharing', data: { shared, beside: others } },
    };
  });
}

/**
 * Exports the figures of all a person's councils. Null if fewer than two have figures, because there is nothing to
 * compare. Leaves out what a council stops sharing while the file is made.
 */
export async function exportComparison(
  contexts: readonly CouncilContext[],
): Promise<readonly ComparedCouncil[] | null> {
  const [first] = contexts;
  if (!first) return null;
  const councils = await compareCouncils(contexts, first.now());
  const others = councils.filter(isShown).length - 1;
  if (others < 1) return null;
  const exported: ComparedCouncil[] = [];
  for (const [index, council] of councils.entries()) {
    const context = contexts[index];
    const isAsRead = !context || !isShown(council) || (await recordExport(context, council.figures, others));
    exported.push(isAsRead ? council : { ...council, figures: await exportSharedFigures(context, others) });
  }
  // If only one council is left there is no file, although its export is on record: better too much than too little.
  return exported.filter(isShown).length > 1 ? exported : null;
}
