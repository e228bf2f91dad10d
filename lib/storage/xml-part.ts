/**
 * The text of a small XML part of a package, in UTF-8 or UTF-16; `null` for one that declares entities, which no
 * office program writes and which could hide a word from a search.
 */
export function readXml(part: Buffer): string | null {
  const text = new TextDecoder(encodingOf(part)).decode(part);
  return /<!ENTITY/i.test(text) ? null : text;
}

function encodingOf(part: Buffer): string {
  if ((part[0] === 0xfe && part[1] === 0xff) || (part[0] === 0 && part[1] !== 0)) return 'utf-16be';
  if ((part[0] === 0xff && part[1] === 0xfe) || (part[0] !== 0 && part[1] === 0)) return 'utf-16le';
  return 'utf-8';
}

/** The attributes of every element with one of these local names, in order. Namespace prefixes are ignored. */
export function elementsOf(xml: string, ...names: readonly string[]): readonly ReadonlyMap<string, string>[] {
  const tag = new RegExp(
    `<(?:[\\w.-]+:)?(?:${names.join('|')})(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)>`,
    'g',
  );
  return Array.from(xml.matchAll(tag), (match) => {
    const attributes = (match[1] ?? '').matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
    return new Map(Array.from(attributes, ([, name, one, other]) => [name ?? '', plain(one ?? other ?? '')]));
  });
}

function plain(value: string): string {
  return value
    .replace(/&#x([0-9a-f]{1,6});/gi, (_, digits: string) => character(Number.parseInt(digits, 16)))
    .replace(/&#([0-9]{1,7});/g, (_, digits: string) => character(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
