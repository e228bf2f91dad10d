import 'server-only';
import type { CouncilContext } from '#lib/auth/context.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { type Agreement, agreementsOf, compareCouncils, sharedFiguresIn } from '#lib/sharing/queries.ts';
import { type CouncilBeside, inOrder, isSame, isShown, type SharedFigures } from '#lib/sharing/rules.ts';
import type { GivenSharing } from '#lib/sharing/schema.ts';

export type ShareResult =
  | { readonly outcome: 'done' | 'unchanged' }
  /** Somebody agreed to something else since the form was opened. */
  | { readonly outcome: 'newer'; readonly newer: Agreement };

/**
 * Says what may be shown beside other councils from now on; nothing withdraws what was agreed before. Over a newer
 * agreement nothing is written and that one is returned. What counts already changes nothing.
 */
export function agreeToShare(
  context: CouncilContext,
  { shared, reason, version }: GivenSharing,
): Promise<ShareResult> {
  return auditedWrite<ShareResult>(context, 'sharing:manage', async (tx) => {
    const [last] = await agreementsOf(tx, context);
    const standing = (now: Agreement | undefined): ShareResult | null => {
      if (isSame(now?.shared ?? [], shared)) return { outcome: 'unchanged' };
      return now && now.version !== version ? { outcome: 'newer', newer: now } : null;
    };
    const other = standing(last);
    if (other) return { result: other, event: 'unchanged' };
    const next = (last?.version ?? 0) + 1;
    // Two at once take the same version: the second waits, then finds the first one's.
    const { count } = await tx.sharingAgreement.createMany({
      data: [
        {
          councilId: context.council.id,
          version: next,
          shared: [...shared],
          reason,
          agreedById: context.person.id,
          agreedAt: context.now(),
        },
      ],
      skipDuplicates: true,
    });
    if (count === 0) {
      const [meanwhile] = await agreementsOf(tx, context);
      return { result: standing(meanwhile) ?? { outcome: 'unchanged' }, event: 'unchanged' };
    }
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
        },
      },
    };
  });
}

/**
 * The figures of a council for a file that holds those of others too, recorded in its own history as they leave the
 * service. `beside`: of how many other councils.
 */
export function exportSharedFigures(context: CouncilContext, beside: number): Promise<SharedFigures> {
  return auditedWrite<SharedFigures>(context, 'sharing:compare', async (tx) => {
    const figures = await sharedFiguresIn(tx, context, context.now());
    const { slug, name, isExample } = context.council;
    if (figures.state !== 'shown' || !isShown({ slug, name, isExample, role: context.role, figures })) {
      return { result: figures, event: 'unchanged' };
    }
    return {
      result: figures,
      event: { type: 'sharing.exported', subject: 'sharing', data: { shared: figures.shared, beside } },
    };
  });
}

/** The same of all councils of a person. What a council withdraws meanwhile is not in the file. */
export async function exportComparison(
  contexts: readonly CouncilContext[],
): Promise<readonly CouncilBeside[]> {
  const [first] = contexts;
  if (!first) return [];
  const councils = await compareCouncils(contexts, first.now());
  const others = councils.filter(isShown).length - 1;
  const exported: CouncilBeside[] = [];
  for (const [index, council] of councils.entries()) {
    const context = contexts[index];
    exported.push(
      context && isShown(council)
        ? { ...council, figures: await exportSharedFigures(context, others) }
        : council,
    );
  }
  return exported;
}
