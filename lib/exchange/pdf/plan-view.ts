import { formatHash } from '#lib/kernel/format.ts';
import type { PdfFonts } from './fonts.ts';
import { packText, WORD_LIMIT } from './pack-text.ts';
import type { PlanBlock, PlanDocument, PlanPart } from './plan-document.ts';
import { exampleNotice } from './score-view.ts';

/** Converts an improvement plan or a report on it to the template's data. */
export function planView(document: PlanDocument, fonts: PdfFonts) {
  const { paragraphs, clean } = packText(fonts.covers);
  const line = (text: string) => clean(text).replace(/\s+/g, ' ');
  const { council, title, facts, sections, contentHash } = document;
  return {
    fonts: fonts.names,
    documentTitle: `${title}: ${line(council.name)}`,
    author: line(council.name),
    title,
    council: paragraphs(line(council.name), WORD_LIMIT.cell),
    logo: document.letterhead?.logo ? { alt: `Logo of ${line(council.name)}` } : null,
    facts: paragraphs(line(facts)),
    foot: paragraphs(`${title} · ${line(council.name)}`, WORD_LIMIT.cell),
    marking: 'OFFICIAL',
    example: council.isExample ? exampleNotice('This', 'document') : null,
    sections: sections.map(({ parts = [], ...section }) => ({
      ...partOf(section),
      parts: parts.map(partOf),
    })),
    fingerprint: `Document fingerprint: ${formatHash(contentHash)}`,
  };

  function partOf({ heading, blocks }: PlanPart) {
    return { heading: line(heading), blocks: blocks.map(blockOf) };
  }

  function blockOf(block: PlanBlock) {
    if ('text' in block) return { paragraphs: paragraphs(block.text) };
    if ('items' in block) return { items: block.items.map((item) => paragraphs(item)) };
    const { columns, widths = columns.map(() => 1), rows } = block;
    return { columns, widths, rows: rows.map((cells) => cells.map(cellOf)) };
  }

  function cellOf(text: string) {
    return text === '' ? null : paragraphs(text, WORD_LIMIT.narrowCell);
  }
}
