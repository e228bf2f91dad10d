import 'server-only';
import { createHash } from 'node:crypto';
import { type RenderFailure, renderPlan } from '#lib/exchange/pdf/render-pdf.ts';
import { progressDocument } from '#lib/exchange/progress/document.ts';
import { PLAN_SUBJECT } from '#lib/insight/plan/events.ts';
import { getPlanProgress } from '#lib/insight/plan/queries.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { auditedWrite } from '#lib/platform/audit/write.ts';

export type ExportedProgress = { readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates a PDF of the progress of the plan since a day, and records its fingerprint just before it is sent. Null if
 * there is no action. Refused to anyone from whom a score is hidden.
 *
 * @throws PdfError if it cannot be rendered
 */
export async function exportProgressPdf(
  context: CouncilContext,
  since: CalendarDate,
  signal?: AbortSignal,
): Promise<ExportedProgress | RenderFailure | 'scores hidden' | null> {
  const { council, person } = context;
  const asOf = context.now();
  const made = await renderPlan({ council: council.id, person: person.id, signal }, async () => {
    const progress = await getPlanProgress(context, since, asOf);
    if (progress === null || progress === 'scores hidden') return progress;
    const { name, isExample } = council;
    const document = progressDocument({ name, isExample }, progress, asOf);
    return { count: progress.actions.length, document: { ...document, letterhead: progress.letterhead } };
  });
  if (made === null || typeof made === 'string') return made;
  const { pdf, source } = made;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  await auditedWrite<void>(context, 'improvement:export', async () => ({
    result: undefined,
    event: {
      type: 'plan.exported',
      subject: PLAN_SUBJECT,
      data: { form: 'progress', count: source.count, since, sha256 },
    },
  }));
  return { pdf, fileName: `${council.slug} progress report ${londonDay(asOf)}.pdf` };
}
