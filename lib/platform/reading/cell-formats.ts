import { formatDate } from '#lib/kernel/format-dates.ts';
import type { XmlEvents } from '#lib/platform/storage/checks/xml-stream.ts';

/** What the number in a cell stands for, as far as people would search for it. */
export type CellFormat = 'number' | 'date' | 'percent';

const BUILT_IN: Readonly<Record<string, CellFormat>> = {
  ...Object.fromEntries([14, 15, 16, 17, 22].map((id) => [id, 'date' as const])),
  9: 'percent',
  10: 'percent',
};
const MAX_FORMATS = 100_000;

/** The formats of a workbook's cells, from its `xl/styles.xml`. */
export function cellFormats() {
  const codes = new Map<string, CellFormat>();
  const styles: CellFormat[] = [];
  let isOfCells = false;
  let epoch = Date.UTC(1899, 11, 30);
  const events: XmlEvents = {
    open(name, attributes) {
      const id = attributes.get('numFmtId') ?? '';
      if (name === 'cellXfs') isOfCells = true;
      else if (name === 'numFmt' && codes.size < MAX_FORMATS)
        codes.set(id, formatOf(attributes.get('formatCode') ?? ''));
      else if (name === 'xf' && isOfCells && styles.length < MAX_FORMATS)
        styles.push(codes.get(id) ?? BUILT_IN[id] ?? 'number');
    },
    close(name) {
      if (name === 'cellXfs') isOfCells = false;
    },
  };
  return {
    events,
    of: (style: string): CellFormat => styles[Number(style)] ?? 'number',
    /** Old workbooks of Macs count days from 1904. */
    from1904: () => {
      epoch = Date.UTC(1904, 0, 1);
    },
    epoch: () => epoch,
  };
}

/** Without what is quoted, escaped or in brackets, such as a colour. */
function formatOf(code: string): CellFormat {
  const bare = code.slice(0, 200).replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
  if (/[dy]/i.test(bare)) return 'date';
  return bare.includes('%') ? 'percent' : 'number';
}

const DAY_MS = 24 * 60 * 60_000;
/** 31 December 9999, the last day that Excel knows. */
const LAST_DAY = 2_958_465;

/**
 * A number as it is written in a cell, as people read it.
 *
 * @example
 * formatCell('46113', 'date', Date.UTC(1899, 11, 30)); // '1 April 2026'
 * formatCell('0.615', 'percent', 0); // '61.5%'
 */
export function formatCell(written: string, format: CellFormat, epoch: number): string {
  const value = Number(written);
  if (!Number.isFinite(value)) return written;
  // Binary fractions are written with all their digits: 0.1 + 0.2 as 0.30000000000000004.
  const plain = (number: number) => String(Number(number.toPrecision(12)));
  if (format === 'percent') return `${plain(value * 100)}%`;
  if (format !== 'date' || value < 1 || value > LAST_DAY) return plain(value);
  return formatDate(new Date(epoch + Math.floor(value) * DAY_MS + DAY_MS / 2));
}
