import 'server-only';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import type { CouncilContext } from '#lib/auth/context.ts';
import { auditedWrite } from '#lib/db/write.ts';
import { formatDate } from '#lib/format.ts';
import { packSnapshot } from '#lib/packs/queries.ts';
import { renderPack } from '#lib/pdf/render-pack.ts';

export type ExportedPack = { readonly packId: string; readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Makes the evidence pack of the open assessment and records its fingerprint before it is handed out.
 * Null when no assessment is open. Nobody from whom a score is hidden gets one.
 *
 * @throws PdfError when it cannot be rendered; nothing is recorded then.
 */
export async function exportPack(
  context: CouncilContext,
  asOf: Date,
): Promise<ExportedPack | 'scores hidden' | null> {
  const packId = uuidv7();
  const snapshot = await packSnapshot(context, packId, asOf);
  if (!snapshot || snapshot === 'scores hidden') return snapshot;
  const pdf = await renderPack(snapshot.document);
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'pack:export', async () => ({
    result: undefined,
    event: {
      type: 'pack.exported',
      subject: packId,
      data: { assessmentId: snapshot.assessmentId, sha256, items: snapshot.document.register.length },
    },
  }));
  return {
    packId,
    pdf,
    fileName: `${context.council.slug} evidence pack ${formatDate(asOf)}.pdf`,
  };
}
