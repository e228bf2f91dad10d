import 'server-only';
import { expirePacks } from '#lib/exchange/packs/making.ts';
import { DEVICE_DAYS, INVITATION_DAYS, sessionLimits } from '#lib/platform/access/rules.ts';
import { database } from '#lib/platform/db/client.ts';
import { FLASH_MS } from '#lib/platform/db/flash.ts';
import { inCouncil } from '#lib/platform/db/in-council.ts';
import { ANSWER_LIFETIME_MS } from '#lib/platform/db/submissions.ts';
import { log } from '#lib/platform/log.ts';
import { type SweepReport, sweepOrphans } from '#lib/platform/storage/sweep.ts';
import { UPLOAD_DAYS } from '#lib/record/uploads/rules.ts';
import { DRAFT_DAYS } from '#lib/work/drafts/rules.ts';
import { NOTICE_DAYS } from '#lib/work/notices/rules.ts';
import { knownFiles } from './known-files.ts';
import { deleteDueRegisters } from './registers.ts';
import { ofEachCouncil } from './turns.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

/** Removes expired data. A file without a row may be of a form in progress, which may take an hour. */
export async function tidy(asOf: Date): Promise<SweepReport> {
  const dayAgo = new Date(asOf.getTime() - DAY);
  const answersFrom = new Date(asOf.getTime() - ANSWER_LIFETIME_MS);
  const flashesFrom = new Date(asOf.getTime() - FLASH_MS);
  const draftsFrom = new Date(asOf.getTime() - DRAFT_DAYS * DAY);
  const invitationsFrom = new Date(asOf.getTime() - INVITATION_DAYS * DAY);
  const uploadsFrom = new Date(asOf.getTime() - UPLOAD_DAYS * DAY);
  const waiting = new Set<string>();
  const noticesFrom = new Date(asOf.getTime() - NOTICE_DAYS * DAY);
  await database().signInAttempt.deleteMany({ where: { at: { lt: dayAgo } } });
  await database().signInCode.deleteMany({ where: { expiresAt: { lt: asOf } } });
  await database().flashMessage.deleteMany({ where: { createdAt: { lt: flashesFrom } } });
  await database().session.deleteMany({ where: isOver(asOf) });
  await database().device.deleteMany({
    where: { lastSignedInAt: { lt: new Date(asOf.getTime() - DEVICE_DAYS * DAY) } },
  });
  for (const { id } of await database().council.findMany({ select: { id: true } })) {
    await inCouncil(id, async (tx) => {
      await tx.submission.deleteMany({ where: { councilId: id, claimedAt: { lt: answersFrom } } });
      await tx.invitation.deleteMany({
        where: {
          councilId: id,
          OR: [{ redeemedAt: { lt: dayAgo } }, { expiresAt: { lt: invitationsFrom } }],
        },
      });
      await tx.keptForm.deleteMany({ where: { councilId: id, createdAt: { lt: dayAgo } } });
      await tx.statementDraft.deleteMany({ where: { councilId: id, savedAt: { lt: draftsFrom } } });
      await tx.notice.deleteMany({ where: { councilId: id, createdAt: { lt: noticesFrom } } });
      await tx.upload.deleteMany({ where: { councilId: id, touchedAt: { lt: uploadsFrom } } });
      const kept = await tx.upload.findMany({
        where: { councilId: id, state: 'receiving' },
        select: { id: true },
      });
      for (const upload of kept) waiting.add(upload.id);
      await tx.digest.deleteMany({
        where: { councilId: id, day: { lt: noticesFrom }, notices: { none: {} } },
      });
    });
  }
  await ofEachCouncil('Evidence packs', async (context) => {
    await expirePacks(context, asOf);
    return [];
  });
  await deleteDueRegisters(asOf);
  const report = await sweepOrphans({
    isKnown: knownFiles,
    isWaiting: (id) => waiting.has(id),
    olderThan: new Date(asOf.getTime() - 2 * HOUR),
  });
  const { unfinished, orphans, unrecognised, failed } = report;
  if (unfinished.length + orphans.length + unrecognised.length + failed.length > 0) {
    log().warn({
      event: 'storage.swept',
      unfinished,
      orphans,
      unrecognised,
      failed: failed.map(({ path }) => path),
    });
  }
  return report;
}

/** Sessions that can no longer be used, by the rules of `sessionState`. */
function isOver(asOf: Date) {
  const before = (minutes: number) => new Date(asOf.getTime() - minutes * 60_000);
  return {
    OR: [
      { endedAt: { not: null } },
      { lastSeenAt: { lte: before(sessionLimits.idleMinutes) } },
      { createdAt: { lte: before(sessionLimits.absoluteMinutes) } },
    ],
  };
}
