import 'server-only';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';

const HEAD = 64 * 1024;

/** No program writes a longer field. */
const LONGEST_FIELD = 64 * 1024;

/**
 * Checks an email message (RFC 5322): it must begin with a header block with at least two well-known headers. Bodies
 * may hold anything, as mail programs open anything. An attachment named as a program, script or macro document is
 * refused: its name is looked for in the fields (RFC 2045, 2183, 2231, 2047) of every header block that can have one,
 * at the start, after a boundary and in a message inside the message.
 *
 * Attachments themselves are not opened.
 */
export async function checkEmail(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = await readAt(file, 0, HEAD);
  if (!startsWithHeaders(head.toString('latin1'), head.length < file.size)) return 'content-mismatch';
  for await (const block of contentBlocks(file)) {
    if (block.isProgram) return 'email-program';
    if (block.fields.some((field) => field.length >= LONGEST_FIELD)) return 'content-mismatch';
    for (const name of block.fields.flatMap(namesIn)) {
      if (isMacroFileName(name)) return 'email-macros';
      if (name === UNREADABLE || (isProgramName(name) && !isAddress(name, block))) return 'email-program';
    }
  }
  return null;
}

/** MS-DOS programs end in `.com`, but so do web and email addresses, and text and messages named after one. */
function isAddress(name: string, { type, isPacked }: ContentBlock): boolean {
  return /\.com[^a-z0-9]*$/i.test(name) && /^(?:text|message|multipart)\//.test(type) && !isPacked;
}

const HEADER = /^[!-9;-~]+[ \t]*:/;
const KNOWN_HEADER =
  /^(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|received|return-path|delivered-to|mime-version|content-type|x-unsent)[ \t]*:/i;

/** Mailboxes put a line of their own before a message, and some programs do not indent continued lines. */
function startsWithHeaders(start: string, isCut: boolean): boolean {
  const text = start.replace(/^\xef\xbb\xbf/, '').replace(/\r\n?/g, '\n');
  const message = text.replace(/^>?From .*\n/, '');
  const end = message.indexOf('\n\n');
  const lines = (end < 0 ? message : message.slice(0, end)).split('\n');
  // The last line may be cut off if the block is longer than the part that was read.
  if (end < 0 && isCut) lines.pop();
  const headers = lines.filter((line) => HEADER.test(line));
  const others = lines.filter((line) => line !== '' && !/^[ \t]/.test(line) && !HEADER.test(line));
  const known = new Set(
    headers
      .filter((line) => KNOWN_HEADER.test(line))
      .map((line) => line.split(':', 1)[0]?.trim().toLowerCase()),
  );
  return HEADER.test(lines[0] ?? '') && known.size >= 2 && others.length < headers.length;
}

/** A header block's description of its content. */
type ContentBlock = {
  /** Each field that can name an attachment, with its continued lines. */
  readonly fields: readonly string[];
  /** The media type, in lower case. */
  readonly type: string;
  /** Whether the content is encoded (base64 or uuencode). */
  readonly isPacked: boolean;
  /** Whether the encoded content begins as a program, whatever its name says. */
  readonly isProgram: boolean;
};

const NAMING_FIELD = /^content-(?:type|disposition)[ \t]*:/i;

async function* contentBlocks(file: OpenedFile): AsyncGenerator<ContentBlock> {
  let lines: string[] | null = [];
  let packed: ContentBlock | null = null;
  for await (const line of linesOf(file)) {
    if (lines === null) {
      if (packed && PROGRAM_IN_BASE64.test(line)) yield { ...packed, isProgram: true };
      if (line !== '') packed = null;
      if (/^--./.test(line)) lines = [];
      continue;
    }
    const last = lines.at(-1);
    const goesOn = line !== '' && !HEADER.test(line) && (last !== undefined || /^[ \t]/.test(line));
    if (HEADER.test(line)) lines.push(NAMING_FIELD.test(line) || TRANSFER.test(line) ? line : '');
    else if (goesOn && last) lines[lines.length - 1] = `${last}\n${line}`.slice(0, LONGEST_FIELD);
    if (goesOn || HEADER.test(line)) continue;
    const block = contentBlock(lines);
    yield block;
    // The headers of a message inside the message are followed by its own headers.
    lines = line === '' && block.type.startsWith('message/') ? [] : null;
    packed = block.isPacked ? block : null;
  }
  if (lines !== null) yield contentBlock(lines);
}

/** `MZ`, the first bytes of a program, in base64. */
const PROGRAM_IN_BASE64 = /^\s*TV[opqr]/;
const TRANSFER = /^content-transfer-encoding[ \t]*:/i;

function contentBlock(lines: readonly string[]): ContentBlock {
  const fields = lines.filter((line) => NAMING_FIELD.test(line));
  const type = fields.find((field) => /^content-type/i.test(field)) ?? '';
  const transfer = lines.filter((line) => TRANSFER.test(line)).join();
  return {
    fields,
    type: type
      .slice(type.indexOf(':') + 1)
      .trim()
      .toLowerCase(),
    isPacked: /base64|uu/i.test(transfer),
    isProgram: false,
  };
}

/** Lines without their ends. A line longer than any field is truncated. */
async function* linesOf(file: OpenedFile): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of piecesOf(file)) {
    const lines = `${rest}${piece.toString('latin1')}`.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_FIELD) rest = rest.slice(0, LONGEST_FIELD);
    yield* lines;
  }
  yield rest.replace(/\r$/, '');
}

/** A comment before a parameter, which mail programs ignore. */
const COMMENT = /^\s*\([^()]*\)/;

/** The file names in a header field, decoded; a name split over several parameters is joined. */
function namesIn(field: string): readonly string[] {
  const names = new Map<string, string>();
  for (const parameter of parametersOf(field)) {
    const equals = parameter.indexOf('=');
    const [, kind = '', encoded] =
      /^((?:file)?name)(?:\*\d+)?(\*)?$/i.exec(parameter.slice(0, equals).replace(COMMENT, '').trim()) ?? [];
    if (equals < 0 || kind === '') continue;
    const value = parameter.slice(equals + 1).trim();
    const name = encoded === '*' ? percentDecoded(value) : wordsDecoded(value);
    const isReadable = name !== UNREADABLE && !(encoded === '*' && OTHER_LETTERS.test(value));
    names.set(kind.toLowerCase(), isReadable ? (names.get(kind.toLowerCase()) ?? '') + name : UNREADABLE);
  }
  return [...names.values()];
}

/** Splits a field at the semicolons outside quotes, and removes the quotes. */
function parametersOf(field: string): readonly string[] {
  const parameters: string[] = [];
  let part: string[] = [];
  let quoted = false;
  for (let at = 0; at < field.length; at += 1) {
    const character = field[at] ?? '';
    if (character === '"') quoted = !quoted;
    else if (character === '\\' && quoted) {
      at += 1;
      part.push(field[at] ?? '');
    } else if (character === ';' && !quoted) {
      parameters.push(part.join(''));
      part = [];
    } else if (character !== '\r' && character !== '\n') part.push(character);
  }
  return [...parameters, part.join('')];
}

function percentDecoded(value: string): string {
  return value.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Stands for a name in a character set whose Latin letters differ from ASCII. */
const UNREADABLE = 'unreadable';
const OTHER_LETTERS =
  /^(?:x-)?(?:unicode|utf-?(?:7|16|32)|ucs-?[24]|ebcdic|ibm-?0?(?:37|273|277|280|500|1047)|cp-?(?:037|500|1047))/i;

/** In all other character sets the letters of a file extension are the same as in ASCII. */
function wordsDecoded(value: string): string {
  for (const [, set = ''] of value.matchAll(/=\?([^?]+)\?/g)) if (OTHER_LETTERS.test(set)) return UNREADABLE;
  return value.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('latin1')
      : percentDecoded(text.replaceAll('=', '%')),
  );
}
