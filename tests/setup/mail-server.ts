import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail that the server accepted with 250. */
export type ReceivedMail = {
  readonly to: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded parts by media type. */
  readonly parts: Readonly<Record<string, string>>;
};

export type MailServer = {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Mails received in full, answered or not. */
  arrived: number;
  /** Decides on a mail before it is accepted: an error refuses it. Awaited. */
  answer: (mail: ReceivedMail) => Promise<Error | undefined>;
  answerRecipient: (address: string) => Error | undefined;
  close(): Promise<void>;
};

export function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** A real SMTP server on a free port that keeps what it receives. */
export async function startMailServer(): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => done(mails.answerRecipient(address)),
    onData: (stream, session, done) => {
      void text(stream).then(async (raw) => {
        const mail = parse(
          raw,
          session.envelope.rcptTo.map(({ address }) => address),
        );
        mails.arrived += 1;
        const refused = await mails.answer(mail);
        if (!refused) mails.received.push(mail);
        done(refused);
      });
    },
  });
  // A killed sender drops its connection.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const mails: MailServer = {
    url: `smtp://127.0.0.1:${port}`,
    received: [],
    arrived: 0,
    answer: async () => undefined,
    answerRecipient: () => undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return mails;
}

function parse(raw: string, to: readonly string[]): ReceivedMail {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const headers = headersOf(head);
  const boundary = /boundary="([^"]+)"/.exec(headers['content-type'] ?? '')?.[1];
  const sections = body
    .join('\r\n\r\n')
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((section) => section.trim().split('\r\n\r\n'));
  const parts = sections.map(([partHead = '', ...content]): [string, string] => {
    const of = headersOf(partHead);
    const encoding = of['content-transfer-encoding'] ?? '';
    return [
      (of['content-type'] ?? '').split(';', 1)[0] ?? '',
      decode(content.join('\r\n\r\n'), encoding).replaceAll('\r\n', '\n'),
    ];
  });
  return { to, headers, parts: Object.fromEntries(parts) };
}

function headersOf(head: string): Record<string, string> {
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(': ');
      return [name.toLowerCase(), value.join(': ')];
    }),
  );
}

function decode(content: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(content, 'base64').toString('utf8');
  if (encoding !== 'quoted-printable') return content;
  const bytes = content
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
