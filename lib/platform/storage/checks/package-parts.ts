import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import type { ActiveContentId } from './active-content.ts';
import { COMPOUND_SIGNATURE } from './compound-file.ts';
import { isCalcDde, isExcelDde, isWordDde } from './dde.ts';
import { checkObject, startsAsProgram } from './embedded.ts';
import { plainAddress } from './plain-address.ts';
import { encodingOf } from './xml-part.ts';
import { xmlStream } from './xml-stream.ts';
import type { PartReader } from './zip-walk.ts';

/** Limit for all embedded compound files of a package, in unpacked bytes. They are checked after the walk. */
const MAX_OBJECT_BYTES = 192 * 1024 ** 2;

/** Reads every part of a package as it is unpacked and reports active content. */
export type PackageParts = {
  /** Reads a part. Recognises it by its first bytes, as a relation may lead to a part of any name. */
  read(): PartReader;
  /** The result, once all parts have been read. */
  outcome(): Promise<UploadRefusal | null>;
};

/** Creates a reader for the parts of an Office or OpenDocument package. */
export function packageParts(): PackageParts {
  const found = new Set<ActiveContentId | 'damaged'>();
  const objects: Buffer[] = [];
  let objectBytes = 0;
  return {
    read() {
      let reader: PartReader | null = null;
      return {
        write(piece) {
          reader ??= readerOf(piece);
          reader.write(piece);
        },
        end() {
          reader?.end();
        },
      };
    },
    async outcome() {
      for (const content of found) return content;
      if (objectBytes > MAX_OBJECT_BYTES) return 'unpacks-too-large';
      for (const object of objects) {
        const refusal = await checkObject(object);
        if (refusal) return refusal;
      }
      return null;
    },
  };

  function readerOf(start: Buffer): PartReader {
    if (startsAsProgram(start)) found.add('program');
    else if (start.subarray(0, 8).equals(COMPOUND_SIGNATURE)) return objectReader();
    else if (isXml(start)) return xmlReader((content) => found.add(content));
    return { write() {}, end() {} };
  }

  function objectReader(): PartReader {
    const pieces: Buffer[] = [];
    return {
      write(piece) {
        objectBytes += piece.length;
        if (objectBytes <= MAX_OBJECT_BYTES) pieces.push(piece);
      },
      end() {
        objects.push(Buffer.concat(pieces));
      },
    };
  }
}

function isXml(start: Buffer): boolean {
  return /^\uFEFF?\s*</.test(new TextDecoder(encodingOf(start)).decode(start.subarray(0, 256)));
}

/** Enough for the first words of a field. */
const FIELD_START = 200;
const LONGEST_FORMULA = 64 * 1024;
const FORMULAS = new Set(['f', 'formula', 'formula1', 'formula2', 'definedName']);

/** Looks for active content in XML by local name, which is the same in every kind of part. Prefixes vary. */
function xmlReader(found: (content: ActiveContentId | 'damaged') => void): PartReader {
  /** Instructions of the open Word fields, which can be nested and split into several pieces. */
  const fields: string[] = [];
  let formula: string | null = null;
  let isInstruction = false;

  function checkField(instruction: string): void {
    if (isWordDde(instruction)) found('command');
  }

  function checkOpen(name: string, attributes: ReadonlyMap<string, string>): void {
    if (name === 'instrText') isInstruction = true;
    if (FORMULAS.has(name)) formula = '';
    if (name === 'fldSimple') checkField(attributes.get('instr')?.trimStart().slice(0, FIELD_START) ?? '');
    if (name === 'fldChar') {
      if (attributes.get('fldCharType') === 'begin') fields.push('');
      else checkField(fields.at(-1) ?? '');
      if (attributes.get('fldCharType') === 'end') fields.pop();
    }
    if (name === 'ddeLink') found('command');
    if (name === 'applet') found('controls');
    const application = attributes.get('dde-application');
    if (application !== undefined && application !== 'soffice') found('command');
    if (/^ppaction:\/\/program/i.test(attributes.get('action') ?? '')) found('command');
    if (name === 'event-listener') checkEvent(attributes);
    for (const key of ['formula', 'expression', 'condition'])
      if (isCalcDde(attributes.get(key) ?? '')) found('command');
    if (isScriptAddress(attributes.get('href') ?? '')) found('opendocument-macros');
  }

  /** An event may run a program or a macro from outside the document. Other checks find the document's own macros. */
  function checkEvent(attributes: ReadonlyMap<string, string>): void {
    if (attributes.get('action') === 'execute') found('command');
    const macro = attributes.get('macro-name');
    if (macro && !macro.startsWith('document:') && attributes.get('location') !== 'document')
      found('opendocument-macros');
  }

  return xmlStream({
    open: checkOpen,
    text(text) {
      if (formula !== null && formula.length < LONGEST_FORMULA) formula = `${formula}${text}`;
      const field = fields.at(-1);
      if (!isInstruction || field === undefined || field.length >= FIELD_START) return;
      fields[fields.length - 1] = `${field}${text}`.trimStart().slice(0, FIELD_START);
    },
    close(name) {
      if (name === 'instrText') isInstruction = false;
      if (!FORMULAS.has(name) || formula === null) return;
      if (isExcelDde(formula.slice(0, LONGEST_FORMULA))) found('command');
      formula = null;
    },
    // A program more tolerant than this parser could still act on them.
    unread(text) {
      if (ACTIVE_WORDS.test(text)) found('damaged');
    },
  });
}

const ACTIVE_WORDS =
  /instrText|fldSimple|ddeLink|dde-application|DDE\s*\(|ppaction:|event-listener|sun\.star\.script|<!ENTITY/i;

/** Whether an address runs a macro that is not the document's own. */
function isScriptAddress(address: string): boolean {
  const plain = plainAddress(address);
  if (/^(?:macro|service|slot|\.uno):/.test(plain)) return true;
  return plain.startsWith('vnd.sun.star.script:') && !/[?&]location=document(?:&|$)/.test(plain);
}
