import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ACCEPT_ATTRIBUTE, ALLOWED_TYPES, allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { checker } from '#lib/platform/storage/testing/check.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import {
  boundSheet,
  compoundFile,
  EMAIL,
  excelStream,
  jpeg,
  odfEntries,
  ooxmlEntries,
  pdf,
  png,
  powerPointStreams,
  wordStream,
  zip,
} from '#lib/platform/storage/testing/samples.ts';
import { checkContent } from './content.ts';

const { check, folder } = checker();

const GOOD: Readonly<Record<string, Buffer | string>> = {
  pdf: pdf(),
  doc: compoundFile({ WordDocument: wordStream() }),
  docx: zip(ooxmlEntries('docx')),
  xls: compoundFile({ Workbook: excelStream(boundSheet(0)) }),
  xlsx: zip(ooxmlEntries('xlsx')),
  ppt: compoundFile(powerPointStreams()),
  pptx: zip(ooxmlEntries('pptx')),
  odt: zip(odfEntries('odt')),
  ods: zip(odfEntries('ods')),
  odp: zip(odfEntries('odp')),
  png: png(),
  jpg: jpeg(),
  jpeg: jpeg(),
  csv: 'name,score\r\n"Tŷ Gwyn",3\r\n',
  txt: 'Plain words\n',
  eml: EMAIL,
  msg: compoundFile({ '__properties_version1.0': Buffer.alloc(64) }),
  rtf: '{\\rtf1 Plain words}',
  jfif: jpeg(),
  gif: await readMade('slides.gif'),
  webp: await readMade('slides.webp'),
  tif: await readMade('slides.tif'),
  tiff: await readMade('slides.tif'),
  heic: await readMade('place.heic'),
  heif: await readMade('place.heic'),
  mp3: await readMade('voice.mp3'),
  m4a: await readMade('voice.m4a'),
  mp4: await readMade('film.mp4'),
};

describe('every allowed kind', () => {
  it('has a sample here, and an entry in the accept attribute', () => {
    expect(Object.keys(GOOD).sort()).toEqual(ALLOWED_TYPES.map((type) => type.extension).sort());
    expect(ACCEPT_ATTRIBUTE.split(',')).toHaveLength(ALLOWED_TYPES.length);
  });

  it.each(Object.entries(GOOD))('%s is accepted', async (extension, content) => {
    expect(await check(extension, content)).toBeNull();
  });

  it.each(Object.keys(GOOD))('%s is refused when empty', async (extension) => {
    expect(await check(extension, '')).toBe('empty');
  });

  it('is refused under the name of every other kind', { timeout: 60_000 }, async () => {
    const same = [
      ['jpg', 'jpeg', 'jfif'],
      ['tif', 'tiff'],
      ['heic', 'heif'],
      // Sound under the name of a film is played like one.
      ['m4a', 'mp4'],
      ['csv', 'txt', 'eml'],
    ];
    for (const [real, content] of Object.entries(GOOD)) {
      for (const { extension } of ALLOWED_TYPES) {
        if (extension === real || same.some((kinds) => kinds.includes(real) && kinds.includes(extension)))
          continue;
        // Nothing in a text file identifies it, so the refusal cannot say what it really is.
        const reason = ['csv', 'txt', 'eml'].includes(real)
          ? 'content-mismatch'
          : `really:${real
              .replace(/^(?:jpeg|jfif)$/, 'jpg')
              .replace('tiff', 'tif')
              .replace('heif', 'heic')}`;
        expect(`${real} as ${extension}: ${await check(extension, content)}`).toBe(
          `${real} as ${extension}: ${reason}`,
        );
      }
    }
  });

  it('is refused when any of its last bytes are cut off', async () => {
    for (const extension of ['pdf', 'docx', 'odt', 'png', 'jpg', 'doc']) {
      const whole = Buffer.from(GOOD[extension] ?? '');
      // The last sector of an old Office file is often short, and losing its padding, or the position of a PDF's
      // tables, loses nothing.
      const least = extension === 'doc' ? 600 : extension === 'pdf' ? 100 : 12;
      for (const cut of [least, Math.floor(whole.length / 2), whole.length - 16]) {
        const refusal = await check(extension, whole.subarray(0, whole.length - cut));
        expect(['damaged', 'content-mismatch'], `${extension} less ${cut}`).toContain(refusal);
      }
    }
  });
});

describe('programs and pages under another name', () => {
  it.each<[string, Buffer | string, UploadRefusal]>([
    [
      'program',
      Buffer.concat([Buffer.from('MZ\x90\x00\x03\x00', 'latin1'), Buffer.alloc(500)]),
      'kind:program',
    ],
    ['html', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'kind:web-page'],
    ['html after blanks and a comment', '\n\t <!-- hello --><script>alert(1)</script>', 'kind:web-page'],
    ['svg', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'kind:svg'],
    ['bare svg', '<svg onload="alert(1)"/>', 'kind:svg'],
    ['shell script', '#!/bin/sh\nrm -rf /\n', 'kind:program'],
    ['php', '<?php system($_GET["c"]); ?>', 'content-mismatch'],
    ['postscript', '%!PS-Adobe-3.0\n', 'kind:artwork'],
    ['a bitmap', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0', 'kind:picture'],
    ['Word 2', '\xdb\xa5-\0\0\0', 'kind:old-office'],
  ])('%s is refused whatever it is called, and told', async (_, content, reason) => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    for (const { extension } of ALLOWED_TYPES) expect(await check(extension, bytes)).toBe(reason);
  });

  it.each<[string, readonly string[], UploadRefusal]>([
    ['an Outlook message', ['__properties_version1.0'], 'really:msg'],
    ['a Visio diagram', ['VisioDocument'], 'kind:diagram'],
    ['a workbook named as a document', ['Workbook'], 'really:xls'],
  ])('%s is told', async (_, names, reason) => {
    const streams = Object.fromEntries(names.map((name) => [name, Buffer.alloc(9)]));
    expect(await check('doc', compoundFile(streams))).toBe(reason);
  });
});

it('throws the system’s error for a missing file', async () => {
  const type = allowedTypeOf('x.pdf');
  expect(type).not.toBeNull();
  if (type) await expect(checkContent(join(folder(), 'gone'), type)).rejects.toThrow('ENOENT');
});
