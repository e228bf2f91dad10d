import { describe, expect, it } from 'vitest';
import { type DigestContent, digestMail, NOTICES_IN_MAIL } from './digest-mail.ts';

const content: DigestContent = {
  council: 'Northmere',
  colour: '',
  contact: { name: '', email: '', phone: '' },
  person: 'Sam Patel',
  notices: [
    { text: 'Ana made you the owner of Safeguarding', href: 'https://assurance.example/a' },
    { text: 'Ana mentioned you in a comment on evidence E12', href: null },
  ],
  listHref: 'https://assurance.example/councils/northmere/notices',
  often: 'daily',
};

describe('digestMail', () => {
  it('says the same in text and in HTML, with a link to each page and to the choice of how often', () => {
    const { subject, text, html } = digestMail(content);
    expect(subject).toBe('2 notifications for you in Northmere');
    expect(text).toBe(`Hello Sam Patel

You have 2 notifications to read in Northmere:

- Ana made you the owner of Safeguarding
  https://assurance.example/a

- Ana mentioned you in a comment on evidence E12

See all notifications:
https://assurance.example/councils/northmere/notices

You get this email every day if you have new notifications in Northmere.
Change how often you get these emails, or stop them:
https://assurance.example/councils/northmere/notices#digest
`);
    for (const line of ['Hello Sam Patel', 'Ana made you the owner of Safeguarding', 'every day']) {
      expect(html).toContain(line);
    }
    expect(html.match(/href="[^"]+"/g)).toEqual([
      'href="https://assurance.example/a"',
      'href="https://assurance.example/councils/northmere/notices"',
      'href="https://assurance.example/councils/northmere/notices#digest"',
    ]);
    expect(html).toContain('<html lang="en-GB">');
  });

  it('shows the council’s colour, and who helps', () => {
    const { text, html } = digestMail({
      ...content,
      colour: '#0b5f46',
      contact: { name: 'Quality <team>', email: 'quality@example.gov.uk', phone: '01632 960 001' },
    });
    expect(html).toContain('border-top:4px solid #0b5f46');
    expect(html).not.toContain('#12436d');
    expect(html).toContain('Need help? Quality &lt;team&gt;, quality@example.gov.uk, 01632 960 001');
    expect(text).toContain('\nNeed help? Quality <team>, quality@example.gov.uk, 01632 960 001\n');
    expect(digestMail(content).text).not.toContain('Need help?');
  });

  it('takes names as text, never as markup', () => {
    const { html } = digestMail({
      ...content,
      council: 'A & B <Council>',
      person: '<script>alert("x")</script>',
      notices: [{ text: '"><img src=x>', href: 'https://assurance.example/?a=1&b="2"' }],
    });
    expect(html).toContain('A &amp; B &lt;Council&gt;');
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain('href="https://assurance.example/?a=1&amp;b=&quot;2&quot;"');
  });

  it('fetches nothing: no picture, style sheet or script', () => {
    expect(digestMail(content).html).not.toMatch(/<(img|link|script|style|iframe)|src=|url\(/i);
  });

  it('counts what it does not list', () => {
    const notices = Array.from({ length: NOTICES_IN_MAIL + 2 }, (_, n) => ({
      text: `Notice ${n}`,
      href: null,
    }));
    const { subject, text, html } = digestMail({ ...content, notices, often: 'weekly' });
    expect(subject).toBe('32 notifications for you in Northmere');
    for (const form of [text, html]) {
      expect(form).toContain('And 2 more notifications.');
      expect(form).not.toContain('Notice 30');
      expect(form).toContain('every Monday');
    }
  });
});
