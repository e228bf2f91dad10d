import 'server-only';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { read } from '#lib/platform/db/read.ts';
import { env } from '#lib/platform/env.ts';
import type { Scanning } from '#lib/record/scans/rules.ts';

/** How the virus checks of the council's files stand. */
export async function getScanning(context: CouncilContext): Promise<Scanning> {
  requirePermission(context, 'settings:view');
  const hasScanner = env().CLAMD_URL !== undefined;
  const waiting = await read(context, ({ tx }) =>
    tx.storedFile.aggregate({
      where: { councilId: context.council.id, scan: 'waiting', erasedAt: null },
      _count: true,
      _min: { scanAt: true },
    }),
  );
  return { hasScanner, waiting: waiting._count, since: waiting._min.scanAt };
}
