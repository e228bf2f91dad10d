import 'server-only';
import { type OpenedFile, piecesOf, readAt } from './opened-file.ts';
import { isMacroFileName, isProgramName } from './program-names.ts';
import type { UploadRefusal } from './refusals.ts';

const HEAD = 64 * 1024;

/** No program writes a longer field. */
const LONGEST_FIELD = 64 * 1024;

/**
 * Checks an e-mail message (RFC 5322) as a whole: it must begin with a header block, in which two headers are of those
 * that every program knows. Bodies may hold anything, as mail programs open any. An attachment named as a program,
 * script or macro document is refused: its name is looked for in the fields of every header block that can hold one
 * (RFC 2045, 2183, 2231, 2047), at the start, after a boundary, and of a message inside the message.
 *
 * Not looked into: the attachments themselves.
 */
export async function checkEmail(file: OpenedFile): Promise<UploadRefusal | null> {
  const head = await readAt(file, 0, HEAD);
  if (!startsWithHeaders(head.toString('latin1'), head.length < file.size)) return 'content-mismatch';
  for await (const { field, type } of contentFields(file)) {
    if (field.length >= LONGEST_FIELD) return 'content-mismatch';
    for (const name of namesIn(field)) {
      if (isMacroFileName(name)) return 'email-macros';
      if (isProgramName(name) && !isAddress(name, type)) return 'email-program';
    }
  }
  return null;
}

/** Programs of MS-DOS end in `.com`, and so do addresses of the web and of people, and messages about one. */
function isAddress(name: string, type: string): boolean {
  return /\.com[\s.]*$/i.test(name) && (/@|www\./i.test(name) || /^(?:message|multipart)\//.test(type));
}

const HEADER = /^[!-9;-~]+[ \t]*:/;
const KNOWN_HEADER =
  /^(?:from|to|cc|bcc|subject|date|sender|reply-to|message-id|in-reply-to|received|return-path|delivered-to|mime-version|content-type|x-unsent)[ \t]*:/i;

/** Mailboxes put a line of their own before a message, and some programs do not indent the lines that a field goes on over. */
function startsWithHeaders(start: string, isCut: boolean): boolean {
  const text = start.replace(/^\xef\xbb\xbf/, '').replace(/\r\n?/g, '\n');
  const message = text.replace(/^>?From .*\n/, '');
  const end = message.indexOf('\n\n');
  const lines = (end < 0 ? message : message.slice(0, end)).split('\n');
  // A block longer than what was read may be cut in its last line.
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

type ContentField = { readonly field: string; readonly type: string };

/** Each field of a header block that can name an attachment, with the lines it goes on over, and the media type so far. */
async function* contentFields(file: OpenedFile): AsyncGenerator<ContentField> {
  let inHeaders = true;
  let isFirst = true;
  let field = '';
  let type = '';
  for await (const line of linesOf(file)) {
    if (!inHeaders) {
      if (!/^--./.test(line)) continue;
      [inHeaders, isFirst, type] = [true, true, ''];
      continue;
    }
    const isHeader = HEADER.test(line);
    if (line !== '' && !isHeader && (!isFirst || /^[ \t]/.test(line))) {
      if (field !== '') field = `${field}\n${line}`.slice(0, LONGEST_FIELD);
      continue;
    }
    if (field !== '') yield { field, type };
    field = '';
    if (isHeader) {
      if (/^content-(?:type|disposition)[ \t]*:/i.test(line)) field = line;
      if (/^content-type[ \t]*:/i.test(line))
        type = line
          .slice(line.indexOf(':') + 1)
          .trim()
          .toLowerCase();
    }
    isFirst = false;
    // After the headers of a message inside the message come its own.
    if (line === '' || !isHeader) [inHeaders, isFirst] = [type.startsWith('message/'), true];
    if (!inHeaders) continue;
    if (line === '') type = '';
  }
  if (field !== '') yield { field, type };
}

/** Lines without their ends; of a longer one than any field, only its start. */
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

/** The file names that a header field gives, decoded; one that is given in several parameters, put together. */
function namesIn(field: string): readonly string[] {
  const names = new Map<string, string>();
  for (const parameter of parametersOf(field)) {
    const equals = parameter.indexOf('=');
    const [, kind = '', encoded] =
      /^((?:file)?name)(?:\*\d+)?(\*)?$/i.exec(parameter.slice(0, equals).trim()) ?? [];
    if (equals < 0 || kind === '') continue;
    const value = parameter.slice(equals + 1).trim();
    const name = encoded === '*' ? percentDecoded(value) : wordsDecoded(value);
    names.set(kind.toLowerCase(), (names.get(kind.toLowerCase()) ?? '') + name);
  }
  return [...names.values()];
}

/** The parts of a field between semicolons outside of quotes, without the quotes. */
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

/** The letters of encoded words that a file's ending is made of are the same in all their character sets. */
function wordsDecoded(value: string): string {
  return value.replace(/=\?[^?]+\?([bq])\?([^?]*)\?=\s*/gi, (_, kind: string, text: string) =>
    kind.toLowerCase() === 'b'
      ? Buffer.from(text, 'base64').toString('latin1')
      : percentDecoded(text.replaceAll('=', '%')),
  );
}
