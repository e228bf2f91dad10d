import { ACCEPTED_KINDS, allowedTypeOf } from './allowed-types.ts';
import { ACTIVE_CONTENT, type ActiveContentId } from './checks/active-content.ts';
import { REFUSED_KINDS, type RefusedKindId, refusedKindOf } from './refused-kinds.ts';

/**
 * The reason why an uploaded file was refused. {@link refusalMessage} must have a text for each, or it does not
 * compile.
 *
 * | Reason | When |
 * |---|---|
 * | `empty` | 0 bytes |
 * | `too-large` | more bytes than allowed, counted while reading |
 * | `no-type` | the name has no extension |
 * | `wrong-type` | the extension is neither in `ALLOWED_TYPES` nor in `REFUSED_KINDS` |
 * | `kind:…` | it is of a kind in `REFUSED_KINDS`, by its content or else by its name |
 * | `really:…` | the content is another accepted kind, with this extension |
 * | `content-mismatch` | the content is not what the extension says, or is two kinds of file at once |
 * | `damaged` | the right kind, but cut off or broken |
 * | `encrypted` | needs a password, in whole or in part |
 * | an {@link ActiveContentId} | contains what the table of active content lists |
 * | `unpacks-too-large` | a package that unpacks to more files or bytes than allowed |
 * | `too-many-pixels` | a picture with more pixels than allowed |
 * | `place-stays` | a picture or recording says where it was made, in a way that cannot be taken out |
 * | `check-timed-out` | checking it takes longer than one file may |
 * | `too-complex` | checking it takes more memory than one file may |
 * | `busy` | too many files wait to be checked |
 * | `incomplete` | the connection ended early, or the length is not the one announced |
 * | `storage-full` | no space left in storage |
 * | `failed` | anything else; the cause goes with the result, for the log |
 */
export type UploadRefusal =
  | 'empty'
  | 'too-large'
  | 'no-type'
  | 'wrong-type'
  | `kind:${RefusedKindId}`
  | `really:${string}`
  | 'content-mismatch'
  | 'damaged'
  | 'encrypted'
  | ActiveContentId
  | 'unpacks-too-large'
  | 'too-many-pixels'
  | 'place-stays'
  | 'check-timed-out'
  | 'too-complex'
  | 'busy'
  | 'incomplete'
  | 'storage-full'
  | 'failed';

/** Reasons with a text in this file. The other texts are in the tables of kinds and active content. */
type PlainReason = Exclude<UploadRefusal, ActiveContentId | `${string}:${string}` | 'content-mismatch'>;

const TRY_AGAIN = 'could not be uploaded - try again';

const ENDINGS: Readonly<Record<PlainReason, (maxUploadMb: number, name: string) => string>> = {
  empty: () => 'is empty',
  'too-large': (maxUploadMb) => `must be smaller than ${maxUploadMb}MB`,
  'no-type': () =>
    'has no file type at the end of its name, such as .pdf or .docx. Add it and upload the file again',
  'wrong-type': () => `must be ${ACCEPTED_KINDS}`,
  damaged: () => 'is damaged or cut off. Open it, save a new copy and upload that',
  encrypted: () => 'is password protected. Save a copy without the password and upload that',
  'unpacks-too-large': () => 'is too large when unpacked. Save a smaller copy and upload that',
  'too-many-pixels': () => 'has too many pixels. Save a smaller copy and upload that',
  'place-stays': (_, name) =>
    allowedTypeOf(name)?.mediaType.startsWith('image/')
      ? 'says where it was taken, and that could not be taken out. Save it as .png or print it to PDF, and upload that'
      : 'says where it was recorded, and that could not be taken out. Export a copy without the location and upload that, or keep it on your council’s file store and add a link to it',
  'check-timed-out': () =>
    'could not be checked in time. Try again, or save a smaller or simpler copy and upload that',
  'too-complex': () =>
    'is too complex to be checked. Save a simpler copy or print it to PDF, and upload that',
  busy: () =>
    'could not be checked because too many other files are being checked. Wait a minute, then try again',
  incomplete: () => TRY_AGAIN,
  'storage-full': () =>
    'could not be uploaded because the service has no space left. Contact the people who run this service',
  failed: () => TRY_AGAIN,
};

/**
 * The message for a refused file, next to the field and in the error summary.
 *
 * @param options.maxUploadMb the limit, as in `MAX_UPLOAD_MB`
 * @param options.name the display name of the file
 * @param options.isOneOfMany whether several files were sent at once, so that each message must name its file
 *
 * @example
 * refusalMessage('too-large', { maxUploadMb: 100 }); // 'The selected file must be smaller than 100MB'
 * refusalMessage('content-mismatch', { maxUploadMb: 100, name: 'fake.pdf', isOneOfMany: true }); // 'fake.pdf is not a PDF. …'
 */
export function refusalMessage(
  reason: UploadRefusal,
  {
    maxUploadMb,
    name = '',
    isOneOfMany = false,
  }: { readonly maxUploadMb: number; readonly name?: string; readonly isOneOfMany?: boolean },
): string {
  return `${isOneOfMany ? name : 'The selected file'} ${endingOf(reason, maxUploadMb, name)}`;
}

function endingOf(reason: UploadRefusal, maxUploadMb: number, name: string): string {
  if (reason === 'content-mismatch') {
    const claimed = allowedTypeOf(name)?.is ?? 'the type of file its name says';
    return `is not ${claimed}. Save it again as ${claimed} and upload it`;
  }
  if (reason in ACTIVE_CONTENT) return ACTIVE_CONTENT[reason as ActiveContentId].says;
  if (reason.startsWith('kind:')) {
    const { is, instead } = REFUSED_KINDS[reason.slice('kind:'.length) as RefusedKindId];
    return `is ${is}. ${instead}`;
  }
  if (reason.startsWith('really:')) {
    const extension = reason.slice('really:'.length);
    const is = allowedTypeOf(`.${extension}`)?.is ?? 'another kind of file';
    return `is ${is} with the wrong name. Change the end of its name to .${extension} and upload it again`;
  }
  return ENDINGS[reason as PlainReason](maxUploadMb, name);
}

/** A reason that was recorded. One of another release, unknown to this one, is `failed`. */
export function readRefusal(recorded: string): UploadRefusal {
  const [kind = '', of = ''] = recorded.split(':');
  const isKnown =
    kind === 'really' || kind === 'kind'
      ? kind === 'really' || of in REFUSED_KINDS
      : recorded in ENDINGS || recorded in ACTIVE_CONTENT || recorded === 'content-mismatch';
  return isKnown ? (recorded as UploadRefusal) : 'failed';
}

/** The reason to refuse a file whose extension is not an accepted one. */
export function reasonByName(name: string): UploadRefusal {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return 'no-type';
  const kind = refusedKindOf(name.slice(dot + 1).toLowerCase());
  return kind ? `kind:${kind}` : 'wrong-type';
}
