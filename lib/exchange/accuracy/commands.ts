import 'server-only';
import { createHash } from 'node:crypto';
import type { AccuracyDocument } from '#lib/exchange/pdf/accuracy-document.ts';
import { type RenderFailure, renderAccuracy } from '#lib/exchange/pdf/render-pdf.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { recordPointsPdf } from '#lib/record/accuracy/commands.ts';
import { type AccuracyPoint, getAccuracy } from '#lib/record/accuracy/queries.ts';
import {
  describeEvidence,
  POINT_OUTCOME_NAMES,
  pointsFileName,
  pointsToSend,
} from '#lib/record/accuracy/rules.ts';

export type ExportedPdf = { readonly pdf: Uint8Array; readonly fileName: string };

/**
 * Creates a PDF of the points that are agreed or sent, in the order of the pages, and records its fingerprint just
 * before it is sent. Null: for nobody but the named checkers, or there is no such point.
 *
 * @throws PdfError if it cannot be rendered
 */
export async function exportPointsPdf(
  context: CouncilContext,
  inspection: number,
  signal?: AbortSignal,
): Promise<ExportedPdf | RenderFailure | null> {
  const { council, person } = context;
  const made = await renderAccuracy({ council: council.id, person: person.id, signal }, () =>
    documentOf(context, inspection),
  );
  if (made === null || typeof made === 'string') return made;
  const { pdf, source } = made;
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const count = source.document.points.length;
  if (!(await recordPointsPdf(context, inspection, { count, sha256 }))) return null;
  return { pdf, fileName: pointsFileName(council.slug, londonDay(context.now())) };
}

async function documentOf(
  context: CouncilContext,
  number: number,
): Promise<{ readonly document: AccuracyDocument } | null> {
  const view = await getAccuracy(context, number);
  const draft = view?.draft;
  const points = pointsToSend(view?.points ?? []);
  if (!view?.due || !draft || points.length === 0) return null;
  const { name, isExample } = context.council;
  return {
    document: {
      council: { name, isExample },
      inspection: view.inspection.name,
      draft: { number: draft.number, receivedOn: draft.receivedOn },
      due: view.due.day,
      madeAt: context.now().toISOString(),
      points: points.map(pointOf),
    },
  };
}

function pointOf({
  number,
  draft,
  page,
  statement,
  says,
  correct,
  evidence,
  outcome,
  outcomeNote,
}: AccuracyPoint) {
  const became = outcome && POINT_OUTCOME_NAMES[outcome];
  return {
    ...{ number, draft, page, says, correct },
    statement: statement && knownStatement(statement).name,
    evidence: evidence && `${describeEvidence(evidence)}: ${evidence.title}`,
    outcome: became && (outcomeNote === '' ? became : `${became}. ${outcomeNote}`),
  };
}
