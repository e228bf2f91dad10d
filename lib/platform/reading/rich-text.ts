import 'server-only';
import { type OpenedFile, piecesOf } from '#lib/platform/storage/checks/opened-file.ts';
import { collectParts, type FileText, TEXT_LIMITS, textOfParts } from './pages.ts';

/** Groups whose content is not the text of the document. Those that begin with `\*` are none either. */
const NOT_TEXT =
  /^(?:fonttbl|colortbl|stylesheet|info|pict|object|header[lrf]?|footer[lrf]?|fldinst|xe|tc|themedata|listtable|listoverridetable|rsidtbl|generator|datastore|latentstyles|filetbl|revtbl|template)$/;
const MAX_DEPTH = 100_000;
const LONGEST_WORD = 32;
const WINDOWS = new Set(['874', '1250', '1251', '1253', '1254', '1255', '1256', '1257', '1258']);
const tables = new Map<string, readonly string[]>();

/** The characters of a code page of `\ansicpg` by their bytes. Those other than of Windows are rare in England. */
function codePageOf(number: string): readonly string[] {
  const name = `windows-${WINDOWS.has(number) ? number : '1252'}`;
  const known = tables.get(name);
  if (known) return known;
  const decoder = new TextDecoder(name);
  const table = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  tables.set(name, table);
  return table;
}

/** Reads rich text (RTF 1.9.1), of which `checkRtf` has found the groups balanced. */
export async function readRichText(file: OpenedFile): Promise<FileText> {
  const parts = collectParts();
  const reader = richTextReader((line) => parts.line(line));
  for await (const piece of piecesOf(file)) {
    reader.read(piece);
    if (!parts.hasRoom()) break;
  }
  reader.end();
  return textOfParts(parts);
}

type Group = { readonly isText: boolean; readonly skipAfterUnicode: number };

function richTextReader(addLine: (line: string) => void) {
  const groups: Group[] = [];
  let group: Group = { isText: true, skipAfterUnicode: 1 };
  let state: 'text' | 'escape' | 'word' | 'number' | 'hex' = 'text';
  let [word, digits, line] = ['', '', ''];
  /** Bytes of binary data, and characters that stand for one of Unicode in old programs. */
  let [binary, replaced] = [0, 0];
  let codePage = codePageOf('1252');

  const add = (text: string) => {
    if (group.isText && line.length < TEXT_LIMITS.file) line += text;
  };
  const endLine = () => {
    if (!group.isText) return;
    addLine(line);
    line = '';
  };
  const addByte = (byte: number) => {
    if (replaced > 0) replaced -= 1;
    else add(codePage[byte] ?? '');
  };

  function endWord(): void {
    const value = digits === '' ? null : Number(digits);
    if (word === 'par' || word === 'sect' || word === 'page' || word === 'row') endLine();
    else if (word === 'line') add('\n');
    else if (word === 'tab' || word === 'cell') add('\t');
    else if (word === 'u' && value !== null) {
      add(String.fromCharCode(value & 0xffff));
      replaced = group.skipAfterUnicode;
    } else if (word === 'uc' && value !== null) group = { ...group, skipAfterUnicode: Math.max(0, value) };
    else if (word === 'bin' && value !== null) binary = value;
    else if (word === 'ansicpg') codePage = codePageOf(digits);
    else if (NOT_TEXT.test(word)) group = { ...group, isText: false };
    else add(SYMBOLS[word] ?? '');
  }

  function readByte(byte: number): void {
    const character = String.fromCharCode(byte);
    if (state === 'word' || state === 'number') {
      if (state === 'word' && /[a-z]/i.test(character)) {
        if (word.length < LONGEST_WORD) word += character;
        return;
      }
      if (/\d/.test(character) || (state === 'word' && character === '-')) {
        state = 'number';
        if (digits.length < 10) digits += character;
        return;
      }
      state = 'text';
      endWord();
      // One blank ends a word and belongs to it.
      if (character === ' ') return;
      if (binary > 0) {
        binary -= 1;
        return;
      }
    } else if (state === 'escape') {
      if (/[a-z]/i.test(character)) [state, word, digits] = ['word', character, ''];
      else if (character === "'") [state, digits] = ['hex', ''];
      else {
        state = 'text';
        if (character === '*') group = { ...group, isText: false };
        else if (character === '~') add(' ');
        else if (character === '_') add('-');
        else if (character === '\n' || character === '\r') endLine();
        else if ('\\{}'.includes(character)) add(character);
      }
      return;
    } else if (state === 'hex') {
      digits += character;
      if (digits.length < 2) return;
      state = 'text';
      addByte(Number.parseInt(digits, 16) || 0x20);
      return;
    }
    if (character === '\\') state = 'escape';
    else if (character === '{') {
      if (groups.length < MAX_DEPTH) groups.push(group);
    } else if (character === '}') group = groups.pop() ?? group;
    else if (character !== '\n' && character !== '\r') addByte(byte);
  }

  return {
    read(piece: Buffer): void {
      for (let at = 0; at < piece.length; at += 1) {
        if (binary > 0 && state === 'text') {
          const skipped = Math.min(binary, piece.length - at);
          binary -= skipped;
          at += skipped - 1;
        } else readByte(piece[at] ?? 0);
      }
    },
    end: () => addLine(line),
  };
}

const SYMBOLS: Readonly<Record<string, string>> = {
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  endash: '–',
  emdash: '—',
  bullet: '•',
  emspace: ' ',
  enspace: ' ',
};
