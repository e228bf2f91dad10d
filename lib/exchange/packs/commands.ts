import 'server-only';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { packSnapshot } from '#lib/exchange/packs/queries.ts';
import { type PackSource, packFileName } from '#lib/exchange/packs/rules.ts';
import { type RenderFailure, renderPack } from '#lib/exchange/pdf/render-pdf.ts';
import { formatDate } from '#lib/kernel/format-dates.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';

export type ExportedPack = { readonly packId: string; readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates an evidence pack and records its fingerprint before it is sent. Null if there is no such assessment. People
 * from whom scores are hidden get no pack of the open assessment. Aborts with the request's `signal`.
 *
 * @throws PdfError if it cannot be rendered. Only packs that are sent are recorded.
 */
export async function exportPack(
  context: CouncilContext,
  source: PackSource = { kind: 'open' },
  signal?: AbortSignal,
): Promise<ExportedPack | RenderFailure | 'scores hidden' | null> {
  const { council, person } = context;
  const packId = uuidv7();
  const made = await renderPack({ council: council.id, person: person.id, signal }, () =>
    packSnapshot(context, packId, context.now(), source),
  );
  if (made === null || typeof made === 'string') return made;
  const { pdf, source: snapshot } = made;
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
    fileName: packFileName(council.slug, source, formatDate(new Date(snapshot.document.madeAt))),
  };
}
