import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { isWordDde } from './dde.ts';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';
import { isOtherKind } from './other-kind.ts';

/** How many bytes after the end of the text are checked. */
const BEHIND = 64 * 1024;
/** Longer than any control word or the beginning of a field that is looked at. */
const LONGEST_WORD = 32;
const FIELD_TEXT = 200;
const MAX_DEPTH = 100_000;
const NO_BREAK_SPACE = 0xa0;

/** Control words that begin or describe an object of another program. */
const OBJECT_WORD = /^obj(?:ect|data|emb|link|autlink|ocx|html|update|class|icemb|sub|pub)$/;

/**
 * Checks rich text (RTF 1.9.1): groups must be balanced. Objects of other programs, fields that start a program (DDE)
 * and templates with a web address are refused. Objects are refused even if they are harmless, because their content is
 * stored in ways that only Word understands.
 */
export async function checkRtf(file: OpenedFile): Promise<UploadRefusal | null> {
  if ((await readAt(file, 0, 5)).toString('latin1') !== '{\\rtf') return 'content-mismatch';
  const text = richText();
  let position = 0;
  for await (const piece of piecesOf(file)) {
    const end = text.read(piece);
    if (typeof end === 'string') return end;
    if (end !== null) {
      const behind = await readAt(file, position + end, BEHIND);
      return isOtherKind(behind.toString('latin1')) ? 'content-mismatch' : null;
    }
    position += piece.length;
  }
  return 'damaged';
}

type Destination = 'text' | 'field' | 'template';
type Group = { readonly into: Destination };

/** Reads rich text in pieces. */
function richText(): {
  /** @returns the position after the end of the text, a refusal, or null if the text continues after this piece */
  read(piece: Buffer): number | UploadRefusal | null;
} {
  const groups: Group[] = [];
  let into: Destination = 'text';
  let state: 'text' | 'escape' | 'word' | 'number' | 'hex' = 'text';
  let word = '';
  let digits = '';
  let skip = 0;
  let instruction = '';

  /** Adds a letter of the beginning of a field or template, however it is written. */
  function addCharacter(code: number): void {
    if (into !== 'text' && code >= 0x20 && instruction.length < FIELD_TEXT)
      instruction += String.fromCharCode(code);
  }
  /** The refusal for the control word that has just ended. */
  function endWord(): UploadRefusal | null {
    const name = word.toLowerCase();
    if (OBJECT_WORD.test(name)) return 'rtf-object';
    if (name === 'fldinst') [into, instruction] = ['field', ''];
    if (name === 'template') [into, instruction] = ['template', ''];
    // Programs write only letters beyond ASCII by number. The rest would hide a word: what follows may not count.
    if (name === 'u' && into !== 'text' && (Number(digits) & 0xffff) <= NO_BREAK_SPACE)
      return into === 'field' ? 'command' : 'fetched';
    // Binary data follows: this many bytes that are not text.
    if (name === 'bin' && digits !== '') skip = Number(digits);
    return null;
  }
  function endGroup(group: Group): UploadRefusal | null {
    const ended = into;
    into = group.into;
    if (ended === into) return null;
    if (ended === 'field' && isWordDde(instruction.trimStart())) return 'command';
    if (ended === 'template' && /^\s*(?:https?|ftp|file):|^\s*\\\\[^\\]/i.test(instruction)) return 'fetched';
    return null;
  }

  return {
    read(piece) {
      for (let at = 0; at < piece.length; at += 1) {
        if (skip > 0) {
          const skipped = Math.min(skip, piece.length - at);
          skip -= skipped;
          at += skipped - 1;
          continue;
        }
        const code = piece[at] ?? 0;
        const character = String.fromCharCode(code);
        if (state === 'word' || state === 'number') {
          if (state === 'word' && isLetter(code)) {
            if (word.length < LONGEST_WORD) word += character;
            continue;
          }
          if (isDigit(code) || (state === 'word' && character === '-')) {
            state = 'number';
            if (digits.length < 10) digits += character;
            continue;
          }
          state = 'text';
          const refused = endWord();
          if (refused) return refused;
          // One blank ends a word and belongs to it. The bytes of `\bin` begin after it.
          if (character === ' ') continue;
          if (skip > 0) {
            at -= 1;
            continue;
          }
        } else if (state === 'escape') {
          if (isLetter(code)) {
            [state, word, digits] = ['word', character, ''];
            continue;
          }
          [state, digits] = [character === "'" ? 'hex' : 'text', ''];
          if (state === 'text' && into !== 'text' && '\\{}'.includes(character)) instruction += character;
          continue;
        }
        if (state === 'hex' && /[0-9a-f]/i.test(character)) {
          digits += character;
          if (digits.length < 2) continue;
          state = 'text';
          addCharacter(Number.parseInt(digits, 16));
          continue;
        }
        if (state === 'hex') state = 'text';
        if (character === '\\') state = 'escape';
        else if (character === '{') {
          if (groups.push({ into }) > MAX_DEPTH) return 'too-complex';
        } else if (character === '}') {
          const group = groups.pop();
          const refused = group && endGroup(group);
          if (refused) return refused;
          if (groups.length === 0) return at + 1;
        } else addCharacter(code);
      }
      return null;
    },
  };
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
