import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdf, pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { type DrawnKind, runJob } from './preview-job.ts';

const CORPUS = join(import.meta.dirname, '../storage/testing/corpus');
const corpus = (name: string) => join(CORPUS, name);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'previews-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function draw(file: string | Buffer, kind: DrawnKind, page = 1) {
  const path = typeof file === 'string' ? file : join(folder, 'file');
  if (typeof file !== 'string') await writeFile(path, file);
  const { webp } = await runJob({ path, kind, page });
  if (!webp) return null;
  const { format, width, height, exif, xmp } = await sharp(webp).metadata();
  // How much of it is not white.
  const { channels } = await sharp(webp).greyscale().stats();
  return { format, width, height, isBlank: (channels[0]?.min ?? 0) > 250, hasNotes: Boolean(exif ?? xmp) };
}

describe('a page of a PDF', () => {
  it.each(['letter.pdf', 'letter-archive.pdf', 'letter-owner.pdf', 'owner-aes-256.pdf', 'owner-rc4-40.pdf'])(
    'of %s is drawn at the width for reading',
    async (name) => {
      expect(await draw(corpus(name), 'pdf')).toEqual({
        format: 'webp',
        width: 1_000,
        height: 1_414,
        isBlank: false,
        hasNotes: false,
      });
    },
  );

  it('is the one that was asked for, and none beyond the last', async () => {
    const file = pdfOfPages(['One', '', 'Three']);
    expect(await draw(file, 'pdf', 1)).toMatchObject({ isBlank: false });
    expect(await draw(file, 'pdf', 2)).toMatchObject({ isBlank: true });
    expect(await draw(file, 'pdf', 3)).toMatchObject({ isBlank: false });
    expect(await draw(file, 'pdf', 4)).toBeNull();
    expect(await draw(file, 'pdf', 999_999)).toBeNull();
  });

  it('keeps within the limit of pixels, however large or narrow it is', async () => {
    expect(await draw(pdfOfPages(['Plan'], [50_000, 50_000]), 'pdf')).toMatchObject({
      width: 1_000,
      height: 1_000,
    });
    expect(await draw(pdfOfPages(['Strip'], [20, 50_000]), 'pdf')).toMatchObject({ width: 1, height: 2_000 });
    expect(await draw(pdfOfPages(['Strip'], [50_000, 20]), 'pdf')).toMatchObject({ width: 1_000, height: 1 });
  });

  it('shows what is filled into a form', async () => {
    const form = pdf({
      objects: `4 0 obj << /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V (Yes) /Rect [50 700 400 800] /F 4 /AP << /N 5 0 R >> >> endobj
5 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 350 100] /Length 19 >>
stream
0 0 0 rg 0 0 90 90 re f
endstream endobj
6 0 obj << /Fields [4 0 R] >> endobj`,
    })
      .toString('latin1')
      .replace('/MediaBox', '/Annots [4 0 R] /MediaBox')
      .replace('/Pages 2 0 R', '/Pages 2 0 R /AcroForm 6 0 R')
      .replace('/Length 19', '/Length 24');
    expect(await draw(Buffer.from(form, 'latin1'), 'pdf')).toMatchObject({ isBlank: false });
  });

  it('fails if the file needs a password or is no PDF', async () => {
    await expect(draw(corpus('letter-user.pdf'), 'pdf')).rejects.toThrow('assword');
    await expect(draw(Buffer.from('%PDF-1.7\nnothing'), 'pdf')).rejects.toThrow('PDF');
  });
});

describe('a picture', () => {
  it.each(['slides.png', 'slides.jpg', 'slides.gif', 'slides.tif', 'slides.webp', 'place.jpg'])(
    '%s is drawn',
    async (name) => {
      const drawn = await draw(corpus(name), 'picture');
      expect(drawn).toMatchObject({ format: 'webp', isBlank: false, hasNotes: false });
      expect(drawn?.width).toBeLessThanOrEqual(1_000);
      expect(await draw(corpus(name), 'picture', 2)).toBeNull();
    },
  );

  it('of a phone is converted', async () => {
    expect(await draw(corpus('place.heic'), 'phone picture')).toMatchObject({
      format: 'webp',
      hasNotes: false,
    });
  });

  it('is turned upright, made smaller and never larger', async () => {
    const lying = await sharp({ create: { width: 4_000, height: 2_000, channels: 3, background: '#036' } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect(await draw(lying, 'picture')).toMatchObject({ width: 1_000, height: 2_000 });
    const small = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#036' } })
      .png()
      .toBuffer();
    expect(await draw(small, 'picture')).toMatchObject({ width: 60, height: 40 });
  });

  it('of more pixels than the limit is not decoded', async () => {
    const header = await sharp({ create: { width: 16, height: 16, channels: 3, background: '#036' } })
      .png()
      .toBuffer();
    header.writeUInt32BE(40_000, 16);
    header.writeUInt32BE(40_000, 20);
    await expect(draw(header, 'picture')).rejects.toThrow();
  });
});
