import { formatCount } from '#lib/kernel/format.ts';
import { formatDate, formatDateTime } from '#lib/kernel/format-dates.ts';
import type { AccuracyDocument, AccuracyDocumentPoint } from './accuracy-document.ts';
import type { PdfFonts } from './fonts.ts';
import { packText, WORD_LIMIT } from './pack-text.ts';
import { exampleNotice } from './score-view.ts';

const TITLE = 'Points of accuracy';

/** Converts points of accuracy to the template's data: those of one page of a draft under one heading. */
export function accuracyView(document: AccuracyDocument, fonts: PdfFonts) {
  const { paragraphs, clean } = packText(fonts.covers);
  const line = (text: string) => clean(text).replace(/\s+/g, ' ');
  const { council, inspection, draft, due, madeAt, points } = document;
  const headingOf = (point: AccuracyDocumentPoint) =>
    point.draft === draft.number ? `Page ${point.page}` : `Page ${point.page} of draft ${point.draft}`;
  return {
    fonts: fonts.names,
    documentTitle: `${TITLE}: ${line(council.name)}, ${line(inspection)}`,
    author: line(council.name),
    title: TITLE,
    council: paragraphs(line(council.name), WORD_LIMIT.cell),
    logo: document.letterhead?.logo ? { alt: `Logo of ${line(council.name)}` } : null,
    inspection: paragraphs(line(inspection)),
    facts: `Draft ${draft.number}, received on ${formatDate(draft.receivedOn)}. Due by ${formatDate(due)}. ${formatCount(points.length, 'point')}, as at ${formatDateTime(madeAt)}.`,
    foot: paragraphs(`${TITLE} · ${line(inspection)}`, WORD_LIMIT.cell),
    marking: 'OFFICIAL-SENSITIVE',
    example: council.isExample ? exampleNotice('This', 'list') : null,
    pages: [...Map.groupBy(points, headingOf)].map(([heading, ofPage]) => ({
      heading,
      points: ofPage.map(({ number, statement, says, correct, evidence, outcome }) => ({
        heading: statement === null ? `Point ${number}` : `Point ${number}: ${line(statement)}`,
        says: paragraphs(says, WORD_LIMIT.cell),
        correct: correct === '' ? null : paragraphs(correct, WORD_LIMIT.cell),
        evidence: evidence === null ? null : paragraphs(line(evidence), WORD_LIMIT.cell),
        outcome: outcome === null ? null : paragraphs(outcome, WORD_LIMIT.cell),
      })),
    })),
  };
}
