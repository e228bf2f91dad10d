import 'server-only';
import { open } from 'node:fs/promises';
import { type AllowedType, allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import type { UploadRefusal } from '#lib/platform/storage/refusals.ts';
import { COMPOUND_SIGNATURE } from './compound-file.ts';
import { checkEmail } from './email.ts';
import { checkJpeg, checkPng } from './image.ts';
import { checkHeif, checkMp4 } from './iso-media.ts';
import { checkMp3 } from './mp3.ts';
import { checkMsg } from './msg.ts';
import { checkOdf } from './odf.ts';
import { checkBareExcel, checkOle, isEncryptedPackage } from './ole.ts';
import { checkOoxml } from './ooxml.ts';
import { type OpenedFile, readAt } from './opened-file.ts';
import { endsOfZips } from './other-kind.ts';
import { checkGif, checkTiff, checkWebp } from './other-pictures.ts';
import { checkPdf } from './pdf.ts';
import { recognise } from './recognise.ts';
import { checkRtf } from './rtf.ts';
import { checkText } from './text.ts';

/**
 * Checks that the content of a file on disk matches its extension. Only a PDF is loaded into memory; the time is at
 * most proportional to the size of the file. Use `checkApart` for uploaded files.
 *
 * | Recognised by | How | See |
 * |---|---|---|
 * | `pdf` | start, end, the objects as a reader finds them, and all names | `checkPdf` |
 * | `ooxml`, `odf` | the zip package unpacked and counted, main part, manifest | `checkOoxml`, `checkOdf`, `walkPackage` |
 * | `ole`, `msg` | directory of the compound file, main stream, attachments | `checkOle`, `checkMsg` |
 * | `png`, `jpeg`, `gif`, `webp`, `tiff`, `heif` | chunks, segments, blocks or boxes, pixel count | `checkPng`, `checkJpeg`, `checkGif`, `checkWebp`, `checkTiff`, `checkHeif` |
 * | `mp3`, `mp4` | frames, boxes and tracks | `checkMp3`, `checkMp4` |
 * | `rtf` | every control word | `checkRtf` |
 * | `text`, `email` | every character, the start, header block | `checkText`, `checkEmail` |
 *
 * Refuses a file that is two kinds at once: another kind with a PDF start in its first 1,024 bytes, or a kind that
 * contains no zips with the end of a zip directory at its end.
 *
 * Limits: it is not a virus scanner, and it does not open documents inside documents.
 *
 * @param path a file that is no longer being written
 * @param type the type claimed by its name, from `allowedTypeOf`
 * @returns the reason to refuse the file, or `null` if the content matches its name
 * @throws the system's error if the file cannot be read
 */
export async function checkContent(path: string, type: AllowedType): Promise<UploadRefusal | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const file = { path, handle, size };
    if (size === 0) return 'empty';
    const refusal =
      (await checkKind(file, type)) ?? ((await isTwoKinds(file, type)) ? 'content-mismatch' : null);
    return refusal === 'content-mismatch' ? await otherKind(file, type) : refusal;
  } finally {
    await handle.close();
  }
}

/**
 * The actual kind of a file whose content does not match its name. Stays with `content-mismatch` if the answer would
 * not help: that a package is a zip, or that a file of two kinds is the kind it claims to be.
 */
async function otherKind(file: OpenedFile, type: AllowedType): Promise<UploadRefusal> {
  const found = await recognise(file);
  const isPackage = type.recognisedBy === 'ooxml' || type.recognisedBy === 'odf';
  const really = found?.startsWith('really:') ? allowedTypeOf(found.replace('really:', '.')) : null;
  if (found === null || really?.mediaType === type.mediaType || (found === 'kind:archive' && isPackage))
    return 'content-mismatch';
  return found;
}

async function checkKind(file: OpenedFile, type: AllowedType): Promise<UploadRefusal | null> {
  switch (type.recognisedBy) {
    case 'pdf':
      return checkPdf(file);
    case 'ooxml':
      if (await isCompound(file)) return (await isEncryptedPackage(file)) ? 'encrypted' : 'content-mismatch';
      return checkOoxml(file, type.extension);
    case 'odf':
      return checkOdf(file, type.extension);
    case 'ole':
      if (await isCompound(file)) return checkOle(file, type.extension);
      return type.extension === 'xls' ? checkBareExcel(file) : 'content-mismatch';
    case 'png':
      return checkPng(file);
    case 'jpeg':
      return checkJpeg(file);
    case 'gif':
      return checkGif(file);
    case 'webp':
      return checkWebp(file);
    case 'tiff':
      return checkTiff(file);
    case 'heif':
      return checkHeif(file);
    case 'mp3':
      return checkMp3(file);
    case 'mp4':
      return checkMp4(file, type.extension);
    case 'rtf':
      return checkRtf(file);
    case 'msg':
      return (await isCompound(file)) ? checkMsg(file) : 'content-mismatch';
    case 'text':
      return checkText(file);
    case 'email':
      return checkEmail(file);
  }
}

async function isCompound(file: OpenedFile): Promise<boolean> {
  return (await readAt(file, 0, 8)).equals(COMPOUND_SIGNATURE);
}

const PDF_START_WITHIN = 1024;

/** Packages are zips themselves, and `checkOle` and `checkMsg` look for zips in compound files. */
async function isTwoKinds(file: OpenedFile, type: AllowedType): Promise<boolean> {
  if (type.recognisedBy !== 'pdf' && (await readAt(file, 0, PDF_START_WITHIN)).includes('%PDF-')) return true;
  if (['ooxml', 'odf', 'ole', 'msg'].includes(type.recognisedBy)) return false;
  return (await endsOfZips(file)).length > 0;
}
