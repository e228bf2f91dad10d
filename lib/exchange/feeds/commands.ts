import 'server-only';
import { calendarFile } from '#lib/exchange/feeds/calendar-file.ts';
import { contentOfFeed, inspectionOfFeed } from '#lib/exchange/feeds/rules.ts';
import type { FeedInput, WithdrawFeed } from '#lib/exchange/feeds/schema.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { auditHead } from '#lib/platform/db/audit-head.ts';
import { inspectionsOf } from '#lib/record/inspections/queries.ts';
import type { Inspection } from '#lib/record/inspections/rules.ts';
import {
  type CreatedLink,
  createLink,
  recordOpening,
  type WithdrawResult,
  withdrawLink,
} from '#lib/record/links/commands.ts';
import type { OpenedLink } from '#lib/record/links/gate.ts';
import { endOfLink, FEED_DAYS } from '#lib/record/links/rules.ts';
import { sha256 } from '#lib/record/snapshots/rules.ts';

export type CreateFeedResult =
  | { readonly outcome: 'made'; readonly link: CreatedLink }
  /** The last day ended while the form was being sent. */
  | { readonly outcome: 'expired' | 'not found' };

/**
 * Creates a link to the dates of an inspection as they are whenever it is opened.
 *
 * @throws LimitReachedError if there are too many links
 */
export function createFeed(
  context: CouncilContext,
  { inspection: number, forWhom, lastDay }: FeedInput,
): Promise<CreateFeedResult> {
  return auditedWrite<CreateFeedResult>(context, 'links:manage', async (db) => {
    const { tx } = db;
    const madeAt = context.now();
    const expiresAt = endOfLink(lastDay, madeAt, FEED_DAYS.max);
    const where = { councilId: context.council.id, number };
    const inspection = await tx.inspection.findFirst({ where, select: { id: true, name: true } });
    if (!inspection) return unchanged({ outcome: 'not found' });
    if (expiresAt <= madeAt) return unchanged({ outcome: 'expired' });
    const audit = await auditHead(tx, context);
    if (!audit) throw new Error('The council has no history');
    const content = contentOfFeed(inspection.id);
    const link = await createLink(db, { kind: 'calendar', forWhom, ...content, audit, madeAt, expiresAt });
    return {
      result: { outcome: 'made', link },
      event: {
        type: 'calendar.shared',
        subject: link.id,
        data: {
          ...{ number, inspection: inspection.name, forWhom, contentHash: content.contentHash },
          expiresAt: expiresAt.toISOString(),
        },
      },
    };
  });
}

/** Ends a link to a calendar with immediate effect. */
export function withdrawFeed(context: CouncilContext, { id }: WithdrawFeed): Promise<WithdrawResult> {
  return withdrawLink(context, 'calendar', id);
}

export type Feed = {
  readonly file: string;
  /** Of the file: the same file has the same, in quotes as in a header. */
  readonly etag: string;
};

/**
 * The calendar file that a link opens, with the names and dates of the steps as they are now and nothing else of the
 * inspection. Counts as an opening unless it is a look at the headers alone. Null if the link has ended meanwhile.
 */
export async function openFeed(
  { context, copy }: Pick<OpenedLink, 'context' | 'copy'>,
  { headOnly }: { readonly headOnly: boolean },
): Promise<Feed | null> {
  const id = inspectionOfFeed(copy.content);
  const { council } = context;
  const [inspection] = await writeAs(context, async (tx) =>
    unchanged(await inspectionsOf(tx, council.id, { id })),
  );
  if (!inspection) return null;
  if (!headOnly && !(await recordOpening(context, 'calendar', copy.id))) return null;
  const file = calendarFile({
    name: `${council.name}: ${inspection.name}`,
    entries: inspection.steps.flatMap(({ key, name, startsOn, endsOn }) =>
      startsOn && endsOn ? [{ uid: `${key}.${id}@assurance`, name, startsOn, endsOn }] : [],
    ),
    changedAt: lastChangeOf(inspection),
    isCancelled: inspection.state === 'abandoned',
  });
  return { file, etag: `"${sha256(file)}"` };
}

function lastChangeOf({ changed, steps }: Inspection): Date {
  const times = [changed, ...steps.flatMap((step) => step.changed ?? [])].map(({ at }) => at.getTime());
  return new Date(Math.max(...times));
}
