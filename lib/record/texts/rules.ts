import { formatCount, formatNumber } from '#lib/kernel/format.ts';
import type { FileReading } from '#lib/record/evidence/versions.ts';

/** The label of what was read of a file. */
export const TEXT_NAME = 'Text';

/** Completes "Could not be read because", with what to do. */
const REASONS: Readonly<Record<string, string>> = {
  encrypted: 'it needs a password. Save it without a password and replace the file.',
  damaged: 'it may be damaged. Open it, save it again and replace the file.',
  'too-large': 'it is too large. Split it into several files.',
  'too-complex': 'it takes too much memory. Save it again, or split it into several files.',
  'timed-out': 'it took too long. Make it smaller, or split it into several files.',
  crashed: 'reading it failed three times. Save it again and replace the file.',
};

/**
 * What was read of a file, in one line. '' where there is nothing to say: of a recording.
 *
 * @example
 * describeReading(reading, 'plan.pdf'); // 'Read: 24 pages'
 */
export function describeReading(reading: FileReading, fileName: string): string {
  switch (reading.state) {
    case 'waiting':
      return 'Waiting to be read';
    case 'unreadable':
      return `Could not be read because ${whyUnreadable(reading.reason, fileName)}`;
    case 'empty':
      if (reading.unit === null) return '';
      return ofPictures(reading) || noneIn(reading);
    case 'read':
      return [`Read${amount(reading)}`, ofPictures(reading)].filter((part) => part !== '').join('. ');
  }
}

function whyUnreadable(reason: string, fileName: string): string {
  if (reason !== 'old-format') return REASONS[reason] ?? REASONS.damaged ?? '';
  const newer = fileName.toLowerCase().endsWith('.ppt') ? '.pptx' : '.xlsx';
  return `it is an old kind of file. Save it as ${newer} and replace the file.`;
}

function noneIn({ unit, units, unitsRead }: FileReading): string {
  if (unit === null || unitsRead >= units) return 'None in the file';
  return `None in the first ${formatNumber(unitsRead)} of ${formatCount(units, unit)}`;
}

/** A text without pages is simply read. */
function amount({ unit, units, unitsRead, isCut }: FileReading): string {
  if (unit === null || unit === 'part') return isCut ? ': the first part of a very long text' : '';
  if (unitsRead < units) return `: the first ${formatNumber(unitsRead)} of ${formatCount(units, unit)}`;
  return `: ${formatCount(units, unit)}${isCut ? ', without the end of very long ones' : ''}`;
}

/** Words in pictures, which only some services look for. */
function ofPictures({ units, pictures, ocr, ocrUnits, confidence }: FileReading): string {
  const isPicture = units === 1;
  if (ocrUnits > 0) {
    const pages =
      ocrUnits < pictures
        ? `on ${formatNumber(ocrUnits)} of ${formatCount(pictures, 'page')} of pictures`
        : `in pictures on ${formatCount(ocrUnits, 'page')}`;
    const where = isPicture ? 'in a picture' : pages;
    return `Words were recognised ${where}, about ${confidence}% of them rightly`;
  }
  if (pictures === 0) return '';
  if (isPicture)
    return ocr
      ? 'No words were recognised in the picture'
      : 'Words in pictures are not recognised by this service';
  return `No words were read on ${formatCount(pictures, 'page')} of pictures`;
}
