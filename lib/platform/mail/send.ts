import 'server-only';
import { createTransport } from 'nodemailer';
import { env } from '#lib/platform/env.ts';

export type Mail = {
  readonly to: { readonly name: string; readonly address: string };
  /** With angle brackets. The same mail always has the same id, so that a copy is recognised as one. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The page on which the person can stop these mails. */
  readonly unsubscribe: string;
};

// Longer than a working mail server needs, and shorter than the transaction that waits for it.
const PATIENCE_MS = 10_000;
export const SEND_LIMIT_MS = 60_000;

/** Whether the service is set up to send email. */
export function canSend(): boolean {
  return env().SMTP_URL !== undefined;
}

/**
 * Sends one mail. 'refused': the mail server will never accept it for that address.
 *
 * @throws Error when the server cannot be reached or says to try again
 */
export async function sendMail(mail: Mail): Promise<'sent' | 'refused'> {
  const { SMTP_URL, MAIL_FROM } = env();
  if (!SMTP_URL || !MAIL_FROM) throw new Error('SMTP_URL is not set');
  const transport = transportTo(SMTP_URL);
  try {
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: mail.to.name, address: mail.to.address },
      messageId: mail.messageId,
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      // Prevents automatic replies, and lets mail programs show an unsubscribe link.
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        'List-Unsubscribe': `<${mail.unsubscribe}>`,
      },
    });
    return 'sent';
  } catch (error) {
    if (isPermanent(error)) return 'refused';
    throw error;
  } finally {
    transport.close();
  }
}

/**
 * Connects to the mail server and signs in, as for sending. Returns the problem in one line without the password, or
 * null.
 */
export async function mailServerProblem(smtpUrl: string): Promise<string | null> {
  const transport = transportTo(smtpUrl);
  const { host } = new URL(smtpUrl);
  try {
    await transport.verify();
    return null;
  } catch (error) {
    const { code = '', message } = error as { readonly code?: string; readonly message: string };
    const reply = message.replaceAll(/\s+/g, ' ');
    if (code === 'EAUTH') return `the mail server ${host} rejected the user name or password (${reply})`;
    if (code === 'ETLS' || /certificate/i.test(reply))
      return `the mail server ${host} does not offer trusted encryption (${reply})`;
    return `the mail server ${host} does not answer as a mail server (${reply})`;
  } finally {
    transport.close();
  }
}

function transportTo(smtpUrl: string) {
  return createTransport({
    url: smtpUrl,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** A 5xx for the recipient or the content is permanent; one for the sender or password can be fixed in the settings. */
function isPermanent(error: unknown): boolean {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && /^(RCPT TO|DATA)/.test(command);
}
