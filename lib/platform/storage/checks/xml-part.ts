import { SaxesParser } from 'saxes';

/** Lists of parts are three levels deep. */
const DEEPEST = 100;

/**
 * The attributes of every element with one of these local names, in order, in a small XML part of a package. Namespace
 * prefixes of elements are ignored. One pass, in UTF-8 or UTF-16.
 *
 * @returns `null` for malformed XML, which no office program opens; for a part that declares entities, which no
 *   program writes and which could hide a word from a search; and for one that is far too deep
 */
export function elementsOf(
  part: Buffer,
  ...names: readonly string[]
): readonly ReadonlyMap<string, string>[] | null {
  const found: ReadonlyMap<string, string>[] = [];
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', (text) => {
    if (/<!ENTITY/i.test(text)) throw new Error('declares entities');
  });
  let depth = 0;
  parser.on('closetag', () => {
    depth -= 1;
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth += 1;
    if (depth > DEEPEST) throw new Error('too deep');
    const localName = name.slice(name.indexOf(':') + 1);
    if (names.includes(localName)) found.push(new Map(Object.entries(attributes)));
  });
  try {
    parser.write(new TextDecoder(encodingOf(part)).decode(part)).close();
  } catch {
    return null;
  }
  return found;
}

/** By the byte order mark, or by the first character, which is `<` in XML. */
export function encodingOf(part: Buffer): string {
  if ((part[0] === 0xfe && part[1] === 0xff) || (part[0] === 0 && part[1] !== 0)) return 'utf-16be';
  if ((part[0] === 0xff && part[1] === 0xfe) || (part[0] !== 0 && part[1] === 0)) return 'utf-16le';
  return 'utf-8';
}
