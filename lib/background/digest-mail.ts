import { formatCount } from '#lib/kernel/format.ts';
import { type Contact, describeContact } from '#lib/record/councils/rules.ts';

/** The content of a digest: one line and one address for each notice. */
export type DigestContent = {
  readonly council: string;
  /** The council's own, or ''. */
  readonly colour: string;
  readonly contact: Contact;
  readonly person: string;
  /** `href`: a full address. Null if the person has no access to the notice's page. */
  readonly notices: readonly { readonly text: string; readonly href: string | null }[];
  readonly listHref: string;
  readonly often: 'daily' | 'weekly';
};

/** The accent of app/globals.css. */
const OWN_COLOUR = '#12436d';

/** Notices listed in one mail; the rest are counted. */
export const NOTICES_IN_MAIL = 30;

/**
 * A digest as plain text and as HTML with the same content. No images, scripts or tracking: the council is there by its
 * name and colour, as a logo would be a remote picture or a file attached to every mail.
 */
export function digestMail(content: DigestContent): { subject: string; text: string; html: string } {
  const { council, person, notices, listHref, often } = content;
  const colour = content.colour || OWN_COLOUR;
  const contact = describeContact(content.contact);
  const help = contact && `Need help? ${contact}`;
  const count = formatCount(notices.length, 'notification');
  const shown = notices.slice(0, NOTICES_IN_MAIL);
  const more = notices.length - shown.length;
  const subject = `${count} for you in ${council}`;
  const rest = more > 0 ? `And ${formatCount(more, 'more notification')}.` : null;
  const why = `You get this email ${often === 'daily' ? 'every day' : 'every Monday'} if you have new notifications in ${council}.`;
  const stop = 'Change how often you get these emails, or stop them';
  const text = [
    `Hello ${person}`,
    `You have ${count} to read in ${council}:`,
    ...shown.map(({ text: line, href }) => (href ? `- ${line}\n  ${href}` : `- ${line}`)),
    ...(rest ? [rest] : []),
    `See all notifications:\n${listHref}`,
    ...(help ? [help] : []),
    `${why}\n${stop}:\n${listHref}#digest`,
  ].join('\n\n');
  const items = shown.map(
    ({ text: line, href }) =>
      `<li style="margin:0 0 12px">${href ? `<a href="${asHtml(href)}" style="color:${colour}">${asHtml(line)}</a>` : asHtml(line)}</li>`,
  );
  const html = `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>${asHtml(subject)}</title>
</head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:#1b1b1b;font:18px/1.5 'Source Sans 3',Arial,sans-serif">
<div style="max-width:600px;margin:0 auto">
<h1 style="margin:0 0 16px;padding:16px 0 0;border-top:4px solid ${colour};font-size:26px;line-height:1.25">${asHtml(subject)}</h1>
<p style="margin:0 0 16px">Hello ${asHtml(person)}</p>
<p style="margin:0 0 16px">You have ${count} to read in ${asHtml(council)}:</p>
<ul style="margin:0 0 16px;padding:0 0 0 24px">
${items.join('\n')}
</ul>
${rest ? `<p style="margin:0 0 16px">${rest}</p>\n` : ''}<p style="margin:0 0 24px"><a href="${asHtml(listHref)}" style="color:${colour};font-weight:bold">See all notifications</a></p>
${help ? `<p style="margin:0 0 24px">${asHtml(help)}</p>\n` : ''}<p style="margin:0;padding:16px 0 0;border-top:1px solid #b8bcc2;font-size:16px;color:#4a4f57">${asHtml(why)}<br>
<a href="${asHtml(`${listHref}#digest`)}" style="color:${colour}">${stop}</a></p>
</div>
</body>
</html>
`;
  return { subject, text: `${text}\n`, html };
}

function asHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
