import { describe, expect, it } from 'vitest';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { compoundFile, packedStreams, zip } from '#lib/platform/storage/testing/samples.ts';

const { check } = checker();
const wide = (text: string) => Buffer.from(text, 'utf16le');
const ATTACHED = '__attach_version1.0_#00000000';
const INSIDE = `${ATTACHED}/__substg1.0_3701000D`;

/** A message with a subject, and these streams besides. */
function message(streams: Record<string, Buffer> = {}, storages: readonly string[] = []): Buffer {
  return compoundFile(
    {
      '__properties_version1.0': Buffer.alloc(64),
      '__substg1.0_001A001F': wide('IPM.Note'),
      '__substg1.0_0037001F': wide('Visit on 3 May'),
      '__substg1.0_1000001F': wide('See run.exe and https://kentcarers.com'),
      ...streams,
    },
    storages,
  );
}

const attached = (name: string, content = 'hello', tag = '3707001F') =>
  message(
    {
      [`${ATTACHED}/__properties_version1.0`]: Buffer.alloc(64),
      [`${ATTACHED}/__substg1.0_${tag}`]: tag.endsWith('1F') ? wide(name) : Buffer.from(name, 'latin1'),
      [`${ATTACHED}/__substg1.0_37010102`]: Buffer.from(content, 'latin1'),
    },
    [ATTACHED],
  );

describe('Outlook messages', () => {
  it.each<[string, Buffer, UploadRefusal | null]>([
    ['text only', message(), null],
    ['a document attached', attached('Visit report.pdf'), null],
    [
      'a zip attached',
      attached('a.zip', zip([{ name: 'a', data: 'b', stored: true }]).toString('latin1')),
      null,
    ],
    ['a program attached', attached('run.exe'), 'email-program'],
    ['a program attached under a short name', attached('RUN.SCR', 'hello', '3704001E'), 'email-program'],
    ['a program that has only an ending', attached('.exe', 'hello', '3703001F'), 'email-program'],
    ['a program attached under another name', attached('report.pdf', 'MZ\x90'), 'email-program'],
    ['a document with macros attached', attached('figures.xlsm'), 'email-macros'],
    ['a person named after an address', attached('info@kentcarers.com', 'hello', '3001001F'), null],
    ['an encrypted message', attached('message_v2.rpmsg'), 'kind:signed-message'],
    [
      'a message with S/MIME',
      message({ '__substg1.0_001A001F': wide('IPM.Note.SMIME') }),
      'kind:signed-message',
    ],
    ['a package with a program', message(packedStreams('run.exe', 'MZ')), 'email-program'],
    [
      'a program attached to a message that is attached',
      message(
        {
          [`${INSIDE}/__properties_version1.0`]: Buffer.alloc(64),
          [`${INSIDE}/${ATTACHED}/__substg1.0_3707001F`]: wide('run.bat'),
        },
        [ATTACHED, INSIDE, `${INSIDE}/${ATTACHED}`],
      ),
      'email-program',
    ],
    ['a zip behind it', Buffer.concat([message(), zip([{ name: 'a', data: 'b' }])]), 'content-mismatch'],
    ['no message in it', compoundFile({ WordDocument: Buffer.alloc(9) }), 'really:doc'],
    [
      'the mark of a message in another file',
      compoundFile({ 'a/__properties_version1.0': Buffer.alloc(9) }, ['a']),
      'content-mismatch',
    ],
    ['half of it', message().subarray(0, 900), 'damaged'],
    ['plain text', Buffer.from('From: a'), 'content-mismatch'],
  ])('with %s', async (_, content, reason) => {
    expect(await check('msg', content)).toBe(reason);
  });
});
