import { SaxesParser } from 'saxes';
import { encodingOf } from './xml-part.ts';

/** Events while reading an XML part: elements and attributes by local name, and text. */
export type XmlEvents = {
  open?(name: string, attributes: ReadonlyMap<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
  /** Bytes that could not be read as XML, as Latin-1 text, starting with the piece in which parsing stopped. */
  unread?(text: string): void;
};

/** Documents are tens of elements deep. The parser keeps each open element. */
const DEEPEST = 1_000;

/**
 * Reads an XML part of any size piece by piece. Stops where it is malformed, declares entities, which could hide its
 * content, or is far too deep. Memory use does not depend on its number of elements.
 */
export function xmlStream(events: XmlEvents): { write(piece: Buffer): void; end(): void } {
  const parser = new SaxesParser({ xmlns: false });
  let decoder: TextDecoder | null = null;
  let isOver = false;
  parser.on('error', (error) => {
    throw error;
  });
  let hasEntities = false;
  let root: string | null = null;
  parser.on('doctype', (text) => {
    hasEntities = /<!ENTITY/i.test(text);
  });
  let depth = 0;
  parser.on('opentagstart', ({ name }) => {
    depth += 1;
    if (depth > DEEPEST) throw new Error('too deep');
    root ??= localName(name);
    if (hasEntities && root !== 'svg') throw new Error('declares entities');
  });
  if (events.open)
    parser.on('opentag', ({ name, attributes }) => events.open?.(localName(name), byLocalName(attributes)));
  if (events.text)
    for (const kind of ['text', 'cdata'] as const) parser.on(kind, (text) => events.text?.(text));
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    events.close?.(localName(name));
  });
  return {
    write(piece) {
      decoder ??= new TextDecoder(encodingOf(piece));
      try {
        if (!isOver) parser.write(decoder.decode(piece, { stream: true }));
      } catch {
        isOver = true;
      }
      // Drawing programs declare entities in SVG pictures, which cannot contain active content of this kind.
      if (isOver && root !== 'svg') events.unread?.(piece.toString('latin1'));
    },
    end() {
      isOver = true;
    },
  };
}

function byLocalName(attributes: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(attributes).map(([name, value]) => [localName(name), value]));
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
