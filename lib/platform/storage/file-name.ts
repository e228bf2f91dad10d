import { cleanLine } from '#lib/kernel/text/clean.ts';

/** Longest display name in UTF-8 bytes: the limit of common file systems, minus room for a browser's " (2)". */
export const MAX_NAME_BYTES = 200;

const LONGEST_EXTENSION = 10;

/**
 * Makes a file name safe to show, store and offer for download.
 *
 * Keeps every script, quotes, spaces and the joiners that Urdu and Punjabi need. Removes path parts, control
 * characters, line breaks, invisible characters, characters that change the direction of text (they can make `fdp.exe`
 * look like `exe.pdf`), unpaired surrogates and leading dots. Composed to NFC, so that each name has a single form.
 * Truncated to {@link MAX_NAME_BYTES} between whole characters, keeping the extension. If nothing is left: `file`.
 *
 * @example
 * displayName('C:\\Users\\sian\\Adroddiad "Tŷ Gwyn".pdf'); // 'Adroddiad "Tŷ Gwyn".pdf'
 * displayName('../../etc/passwd'); // 'passwd'
 */
export function displayName(raw: string): string {
  const last = raw.split(/[/\\]/).at(-1) ?? '';
  const clean = cleanLine(
    last
      .toWellFormed()
      .replaceAll('\uFFFD', '')
      .replace(/\p{Cc}+/gu, ' '),
  )
    .replace(/(?![\u200b-\u200f\u061c\u{e0000}-\u{e007f}])[\p{Cf}\p{Cn}\p{Co}]/gu, '')
    .replace(/^[ .]+|[ .]+$/g, '');
  return clean === '' ? 'file' : shortened(clean);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : '';
  let left = MAX_NAME_BYTES - Buffer.byteLength(extension);
  let stem = '';
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - extension.length))) {
    left -= Buffer.byteLength(segment);
    if (left < 0) break;
    stem += segment;
  }
  return `${stem.trimEnd()}${extension}`;
}
