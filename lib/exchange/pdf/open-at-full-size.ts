/**
 * What is to follow the end of a PDF that Typst made, so that it opens at its first page in full size, under its title and
 * with its bookmarks: its catalogue once more, as an incremental update (ISO 32000-1, 7.5.6).
 *
 * @throws Error if the PDF is not as Typst writes it
 */
export function openAtFullSize(pdf: Uint8Array): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const trailer = textBetween(file, file.lastIndexOf('trailer'), '%%EOF');
  const root = found(/\/Root (\d+) 0 R/, trailer);
  const at = Number(found(/startxref\s+(\d+)/, trailer));
  const catalogue = textBetween(file, offsetOf(file, at, Number(root)), 'endobj');
  const pages = found(/\/Pages (\d+) 0 R/, catalogue);
  const first = found(
    /\/Kids \[(\d+) 0 R/,
    file.toString('latin1', offsetOf(file, at, Number(pages))).slice(0, 2_000),
  );
  if (/\/(OpenAction|PageMode|DisplayDocTitle)\b/.test(catalogue)) throw notAsTypst();
  const opening = `/OpenAction [${first} 0 R /XYZ null null 1]\n  /PageMode /UseOutlines`;
  const object = catalogue
    .replace('/Type /Catalog', `/Type /Catalog\n  ${opening}`)
    .replace('/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true');
  if (!object.includes(opening) || !object.includes('/DisplayDocTitle')) throw notAsTypst();
  const start = file.length + 1;
  const kept = [/\/Size \d+/, /\/Info \d+ 0 R/, /\/ID\s*\[[^\]]*\]/].flatMap(
    (entry) => entry.exec(trailer) ?? [],
  );
  const update = [
    '',
    `${object}endobj`,
    'xref',
    '0 1',
    '0000000000 65535 f ',
    `${root} 1`,
    `${String(start).padStart(10, '0')} 00000 n `,
    'trailer',
    `<< ${kept.join(' ')} /Root ${root} 0 R /Prev ${at} >>`,
    'startxref',
    String(start + object.length + 'endobj\n'.length),
    '%%EOF',
    '',
  ];
  return Buffer.from(update.join('\n'), 'latin1');
}

/** Where an object begins, by the table at this offset, which has one line of 20 bytes for each from 0 on. */
function offsetOf(file: Buffer, table: number, object: number): number {
  const head = /^xref\s+0 \d+\s*?\n/.exec(file.toString('latin1', table, table + 60))?.[0];
  if (head === undefined) throw notAsTypst();
  const at = table + head.length + object * 20;
  const offset = Number(found(/^(\d{10}) 00000 n/, file.toString('latin1', at, at + 20)));
  if (!file.toString('latin1', offset, offset + 20).startsWith(`${object} 0 obj`)) throw notAsTypst();
  return offset;
}

function textBetween(file: Buffer, from: number, end: string): string {
  const to = from < 0 ? -1 : file.indexOf(end, from);
  if (to < 0) throw notAsTypst();
  return file.toString('latin1', from, to);
}

function found(pattern: RegExp, text: string): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw notAsTypst();
  return match;
}

function notAsTypst(): Error {
  return new Error('The PDF is not as Typst writes it');
}
