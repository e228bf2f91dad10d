import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { EMAIL } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();

describe('e-mail', () => {
  const attached = (name: string) =>
    `${EMAIL}--b\r\nContent-Disposition: attachment;\r\n filename=${name}\r\n\r\nAAAA\r\n--b--\r\n`;

  it.each<[string, string, UploadRefusal | null]>([
    ['an envelope line first', `From sian@x Sat Nov 21 09:32:00 2026\n${EMAIL}`, null],
    ['bare line feeds', EMAIL.replaceAll('\r\n', '\n'), null],
    ['an envelope line that was quoted', `>From sian@x Sat Nov 21 09:32:00 2026\n${EMAIL}`, null],
    ['bare carriage returns', EMAIL.replaceAll('\r\n', '\r'), null],
    ['a UTF-8 byte order mark', `\uFEFF${EMAIL}`, null],
    ['no From, as a draft that was never sent', EMAIL.replace('From:', 'X-Unsent: 1\r\nX-From:'), null],
    ['continued lines that are not indented', EMAIL.replace(' Date of visit', 'Date of visit'), null],
    ['binary data in its body', `${EMAIL}\0\x01\x02`, null],
    ['one known header', 'Subject: visits\nThank you: all\n\nWords\n', 'content-mismatch'],
    ['more other lines than headers', `To: a\nSubject: b\n${'words\n'.repeat(3)}\n`, 'content-mismatch'],
    ['a line in the header block that is not a header', `Hello there\r\n${EMAIL}`, 'content-mismatch'],
    ['plain words', 'Dear Siân,\n\nThank you.\n', 'content-mismatch'],
    ['a document attached', attached('"minutes.docx"'), null],
    ['a program attached', attached('"invoice.exe"'), 'email-program'],
    ['a program attached, no quotes', attached('run.ps1'), 'email-program'],
    ['a macro document attached', attached('"budget.xlsm"'), 'email-macros'],
    [
      'a program with its name in several parameters',
      attached('x; filename*0="inv; oice."; filename*1="exe"'),
      'email-program',
    ],
    ['a program whose name is encoded', attached("x; filename*=utf-8''invoice%2Eexe"), 'email-program'],
    ['a program in an encoded word', attached('"=?utf-8?B?aW52b2ljZS5leGU=?="'), 'email-program'],
    ['a macro document in an encoded word', attached('"=?utf-8?Q?budget=2Exlsm?="'), 'email-macros'],
    ['a program with a dot and blanks after its name', attached('"invoice.exe . "'), 'email-program'],
    [
      'an address with .com in its text',
      `${EMAIL}See https://forms.example/?name=Kent and write to info@kentcarers.com please.\r\n`,
      null,
    ],
    ['the name of a program in its text', `${EMAIL}Content-Type: x; name=setup.exe\r\n`, null],
    [
      'a program attached to a message inside it',
      `${EMAIL}--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: a\r\nContent-Type: x/y; name=setup.exe\r\n\r\n`,
      'email-program',
    ],
    [
      'a program attached, on a line that is not indented',
      `${EMAIL}--b\r\nContent-Disposition: attachment;\r\nfilename=setup.exe\r\n\r\n`,
      'email-program',
    ],
    [
      'a program attached, after bare carriage returns',
      `${EMAIL}--b\rContent-Disposition: attachment;\r filename=setup.exe\r\r`,
      'email-program',
    ],
    ['an MS-DOS program attached', attached('"invoice.com"'), 'email-program'],
    [
      'an address as the name of a message',
      `${EMAIL}--b\nContent-Type: message/rfc822; name="Re: kent.com"\n\n`,
      null,
    ],
    [
      'an address as the name of a text',
      `${EMAIL}--b\nContent-Type: text/plain; name="info@kentcarers.com"\n\n`,
      null,
    ],
    ['an address as the name of something else', attached('"info@kentcarers.com"'), 'email-program'],
    [
      'an address as the name of an encoded text',
      `${EMAIL}--b\nContent-Type: text/plain; name="www.setup.com"\nContent-Transfer-Encoding: base64\n\n`,
      'email-program',
    ],
    ['a program whose name has a quote at its end', attached("'invoice.exe'"), 'email-program'],
    ['a program whose name ends in invisible characters', attached('"invoice.exe\u200b"'), 'email-program'],
    [
      'a program, after a comment',
      `${EMAIL}--b\nContent-Disposition: attachment; (x) filename="setup.exe"\n\n`,
      'email-program',
    ],
    [
      'a program under another name',
      `${EMAIL}--b\nContent-Type: a/b; name="minutes.pdf"\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAAEAAAA\n--b--\n`,
      'email-program',
    ],
    ['a name in UTF-7', attached('"=?utf-7?Q?setup+AC4-exe?="'), 'email-program'],
    ['a name in UTF-7, encoded', attached("x; filename*=utf-7''setup+AC4-exe"), 'email-program'],
    ['a name in UTF-16', attached('"=?UTF-16LE?B?cwBlAHQAdQBwAC4AZQB4AGUA?="'), 'email-program'],
    ['a name in Japanese', attached('"=?iso-2022-jp?B?GyRCO3E0fRsoQi5kb2N4?="'), null],
    ['a field too long for any program', attached(`"${'a'.repeat(70_000)}.txt"`), 'content-mismatch'],
  ])('with %s', async (_, content, reason) => {
    expect(await check('eml', content)).toBe(reason);
  });
});
