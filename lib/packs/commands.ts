import 'server-only';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { CouncilContext } from '#lib/auth/context.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { formatDate } from '#lib/format.ts';
import { packSnapshot } from '#lib/packs/queries.ts';
import { type PackSource, packFileName } from '#lib/packs/rules.ts';
import { renderPack } from '#lib/pdf/render-pdf.ts';

export type ExportedPack = { readonly packId: string; readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Makes an evidence pack and records its fingerprint before it is handed out. Null when there is nothing to make it of.
 * Nobody from whom a score is hidden gets one of the open assessment.
 *
 * @throws PdfError when it cannot be rendered; nothing is recorded then.
 */
export async function exportPack(
  context: CouncilContext,
  source: PackSource = { kind: 'open' },
): Promise<ExportedPack | 'scores hidden' | null> {
  const packId = uuidv7();
  const asOf = context.now();
  const snapshot = await packSnapshot(context, packId, asOf, source);
  if (!snapshot || snapshot === 'scores hidden') return snapshot;
  const pdf = await renderPack(snapshot.document);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'pack:export', async () => ({
    result: undefined,
    event: {
      type: 'pack.exported',
      subject: packId,
      data: {
        assessmentId: snapshot.assessmentId,
        sha256,
        items: snapshot.document.register.length,
        ...(source.kind === 'signed' ? { version: source.version } : {}),
      },
    },
  }));
  return {
    packId,
    pdf,
    fileName: packFileName(context.council.slug, source, formatDate(asOf)),
  };
}
