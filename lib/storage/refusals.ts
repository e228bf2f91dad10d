/**
 * Why an uploaded file was refused. Closed: a new reason needs a text in {@link refusalMessage} before it compiles.
 *
 * | Reason | When |
 * |---|---|
 * | `empty` | 0 bytes |
 * | `too-large` | more bytes than allowed, counted while reading |
 * | `wrong-type` | the extension is not in `ALLOWED_TYPES` |
 * | `content-mismatch` | the content is not what the extension says, or is two kinds of file at once |
 * | `damaged` | the right kind, but cut off or broken |
 * | `encrypted` | needs a password, in whole or in part |
 * | `macros` | holds macros |
 * | `active-content` | holds scripts, launch actions, attached programs or links that fetch code when opened |
 * | `unpacks-too-large` | a package that unpacks to more files or bytes than allowed |
 * | `too-many-pixels` | a picture with more pixels than allowed |
 * | `check-timed-out` | checking it takes longer than one file may |
 * | `too-complex` | checking it takes more memory than one file may |
 * | `busy` | too many files wait to be checked |
 * | `incomplete` | the connection ended early, or the length is not the one announced |
 * | `storage-full` | no space left on the disk |
 * | `failed` | anything else; the cause goes with the result, for the log |
 */
export type UploadRefusal =
  | 'empty'
  | 'too-large'
  | 'wrong-type'
  | 'content-mismatch'
  | 'damaged'
  | 'encrypted'
  | 'macros'
  | 'active-content'
  | 'unpacks-too-large'
  | 'too-many-pixels'
  | 'check-timed-out'
  | 'too-complex'
  | 'busy'
  | 'incomplete'
  | 'storage-full'
  | 'failed';

const TRY_AGAIN = 'could not be uploaded - try again';

const ENDINGS: Readonly<Record<UploadRefusal, (maxUploadMb: number) => string>> = {
  empty: () => 'is empty',
  'too-large': (maxUploadMb) => `must be smaller than ${maxUploadMb}MB`,
  'wrong-type': () => 'must be a PDF, Word, Excel, PowerPoint, OpenDocument, PNG, JPEG, CSV, TXT or EML file',
  'content-mismatch': () =>
    'is not the kind of file that its name says. Open it, save a new copy and upload that',
  damaged: () => 'is damaged or cut off. Open it, save a new copy and upload that',
  encrypted: () => 'is password protected',
  macros: () => 'contains macros. Save a copy without macros and upload that',
  'active-content': () =>
    'contains scripts, attached files or links that run when it is opened. Save or print a plain copy to PDF and upload that',
  'unpacks-too-large': () => 'is too large when unpacked. Save a smaller copy and upload that',
  'too-many-pixels': () => 'has too many pixels. Save a smaller copy and upload that',
  'check-timed-out': () =>
    'could not be checked in time. Try again, or save a smaller or simpler copy and upload that',
  'too-complex': () =>
    'is too complex to be checked. Save a simpler copy or print it to PDF, and upload that',
  busy: () =>
    'could not be checked because too many other files are being checked. Wait a minute, then try again',
  incomplete: () => TRY_AGAIN,
  'storage-full': () => 'could not be uploaded because there is no space left. Tell your administrator',
  failed: () => TRY_AGAIN,
};

/**
 * The text shown by the field and in the error summary for a refused file.
 *
 * @param options.maxUploadMb the cap, in the megabytes of `MAX_UPLOAD_MB`
 * @param options.name the display name of the file. Give it when several files were sent at once, so that each
 *   text says which file it is about; leave it out for a single file.
 *
 * @example
 * refusalMessage('too-large', { maxUploadMb: 100 }); // 'The selected file must be smaller than 100MB'
 * refusalMessage('empty', { maxUploadMb: 100, name: 'Minutes.pdf' }); // 'Minutes.pdf is empty'
 */
export function refusalMessage(
  reason: UploadRefusal,
  options: { readonly maxUploadMb: number; readonly name?: string },
): string {
  return `${options.name ?? 'The selected file'} ${ENDINGS[reason](options.maxUploadMb)}`;
}
