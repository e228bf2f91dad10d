import 'server-only';
import MsgReader from '@kenjiuno/msgreader';
import PostalMime, { type Address } from 'postal-mime';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import { type OpenedFile, readAt } from '#lib/platform/storage/checks/opened-file.ts';
import { htmlText } from './html-text.ts';
import { collectParts, type FileText, textOfParts } from './pages.ts';
import { UnreadableError } from './unreadable.ts';

/** The text comes before the attachments, which are not read. */
const MAX_EMAIL_BYTES = 20 * 1024 ** 2;
/** The library takes the whole file into memory. */
const MAX_MSG_BYTES = 100 * 1024 ** 2;

type Message = {
  readonly subject: string | undefined;
  readonly from: readonly (string | undefined)[];
  readonly to: readonly (string | undefined)[];
  readonly date: string | undefined;
  readonly body: string;
  readonly attachments: readonly (string | null | undefined)[];
};

/** Reads an email message: who wrote it to whom, when, its text and the names of its attachments. */
export async function readEmail(file: OpenedFile): Promise<FileText> {
  const mail = await PostalMime.parse(await readAt(file, 0, MAX_EMAIL_BYTES), { maxNestingDepth: 50 });
  return textOf({
    subject: mail.subject,
    from: mail.from ? namesOf([mail.from]) : [],
    to: namesOf([...(mail.to ?? []), ...(mail.cc ?? [])]),
    date: mail.date,
    body: mail.text?.trim() ? mail.text : htmlText(mail.html ?? ''),
    attachments: mail.attachments.map(({ filename }) => filename),
  });
}

function namesOf(addresses: readonly Address[]): readonly string[] {
  return addresses.flatMap((address) =>
    'group' in address && address.group
      ? address.group.map(named)
      : [named(address as { name: string; address?: string })],
  );
}

function named({ name, address = '' }: { readonly name: string; readonly address?: string }): string {
  return name === '' ? address : `${name} <${address}>`;
}

/** Reads an Outlook message in the same way. */
export async function readMsg(file: OpenedFile): Promise<FileText> {
  if (file.size > MAX_MSG_BYTES) throw new UnreadableError('too-large');
  const bytes = await readAt(file, 0, file.size);
  const mail = new MsgReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length)).getFileData();
  const html = mail.bodyHtml ?? (mail.html ? new TextDecoder().decode(mail.html) : '');
  return textOf({
    subject: mail.subject,
    from: [mail.senderName, mail.senderSmtpAddress ?? mail.senderEmail],
    to: (mail.recipients ?? []).map(({ name }) => name),
    date: mail.messageDeliveryTime ?? mail.clientSubmitTime,
    body: mail.body?.trim() ? mail.body : htmlText(html),
    attachments: (mail.attachments ?? []).map(({ fileName, name }) => fileName ?? name),
  });
}

function textOf({ subject, from, to, date, body, attachments }: Message): FileText {
  const parts = collectParts();
  const sent = new Date(date ?? '');
  const add = (label: string, text: string) => text !== '' && parts.line(`${label}: ${text}`);
  const list = (names: readonly (string | null | undefined)[]) =>
    names.filter(Boolean).slice(0, MAX_NAMES).join(', ');
  add('Subject', subject ?? '');
  add('From', list(from));
  add('To', list(to));
  if (!Number.isNaN(sent.getTime())) add('Date', formatDateTime(sent));
  parts.line('');
  for (const line of body.split(/\r\n?|\n/)) parts.line(line);
  add('Attachments', list(attachments));
  return textOfParts(parts);
}

const MAX_NAMES = 500;
