import 'server-only';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp, { type Sharp } from 'sharp';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { openPicture } from '#lib/platform/pictures/open-picture.ts';
import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { OpenedFile } from '#lib/platform/storage/checks/opened-file.ts';
import { cleanBody, type TextPage } from './pages.ts';
import { openPdfFile } from './pdf.ts';

/** An A4 page is drawn at 200 dots per inch, where letters of 10 points are 28 pixels high. */
const BOX = { width: 1_700, height: 2_340 } as const;
/** The words of a photo can be small. */
const PHOTO = { width: 3_000, height: 3_000 } as const;
/** Below this, what was read is mostly not what is written: a photo of leaves has letters too. */
const LEAST_CONFIDENCE = 40;

/** Reads the words in pictures: of these pages of a PDF, or of a picture, which is its own page 1. */
export async function readPictures(
  file: OpenedFile,
  { recognisedBy }: AllowedType,
  numbers: readonly number[],
): Promise<readonly TextPage[]> {
  if (recognisedBy !== 'pdf') {
    const picture = await openPicture(file.path, recognisedBy === 'heif', PHOTO);
    return recognise(picture.flatten({ background: 'white' }), 1);
  }
  const pdf = await openPdfFile(file);
  const found: TextPage[] = [];
  for (const number of numbers) {
    const { data, width, height } = await pdf.draw(number, BOX);
    found.push(...(await recognise(sharp(data, { raw: { width, height, channels: 4 } }), number)));
  }
  return found;
}

async function recognise(image: Sharp, number: number): Promise<readonly TextPage[]> {
  const png = await image.greyscale().png({ compressionLevel: 1 }).toBuffer();
  const { data } = await (await tesseract()).recognize(png, {}, { text: true });
  const confidence = Math.round(data.confidence);
  const body = confidence < LEAST_CONFIDENCE ? '' : cleanBody(data.text);
  return body === '' ? [] : [{ number, label: '', body, confidence }];
}

let started: Promise<Worker> | undefined;

/** Starts once in a process. Its language data is in a package: nothing is fetched. */
function tesseract(): Promise<Worker> {
  started ??= startTesseract();
  return started;
}

async function startTesseract(): Promise<Worker> {
  const packaged = dirname(fileURLToPath(import.meta.resolve('@tesseract.js-data/eng')));
  const worker = await createWorker('eng', OEM.LSTM_ONLY, {
    langPath: join(packaged, '4.0.0_best_int'),
    cacheMethod: 'none',
    gzip: true,
    errorHandler: () => {},
  });
  await worker.setParameters({ user_defined_dpi: '200' });
  return worker;
}
