/** How the content of a file is recognised. Each has a file in `checks`. */
export type Recognition =
  | 'pdf'
  | 'ooxml'
  | 'odf'
  | 'ole'
  | 'rtf'
  | 'png'
  | 'jpeg'
  | 'gif'
  | 'webp'
  | 'tiff'
  | 'heif'
  | 'mp3'
  | 'mp4'
  | 'text'
  | 'email'
  | 'msg';

/** One kind of file that may be uploaded. */
export type AllowedType = {
  /** Lower case, without the dot. */
  readonly extension: string;
  /** Stored with the file and sent when it is downloaded. The browser's own claim is never used. */
  readonly mediaType: string;
  readonly recognisedBy: Recognition;
  /** Completes "The file is …". */
  readonly is: string;
};

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** Every type of file that may be uploaded. All others are refused; see `REFUSED_KINDS`. */
export const ALLOWED_TYPES: readonly AllowedType[] = [
  { extension: 'pdf', mediaType: 'application/pdf', recognisedBy: 'pdf', is: 'a PDF' },
  { extension: 'doc', mediaType: 'application/msword', recognisedBy: 'ole', is: 'a Word .doc file' },
  {
    extension: 'docx',
    mediaType: `${OOXML}.wordprocessingml.document`,
    recognisedBy: 'ooxml',
    is: 'a Word .docx file',
  },
  { extension: 'xls', mediaType: 'application/vnd.ms-excel', recognisedBy: 'ole', is: 'an Excel .xls file' },
  {
    extension: 'xlsx',
    mediaType: `${OOXML}.spreadsheetml.sheet`,
    recognisedBy: 'ooxml',
    is: 'an Excel .xlsx file',
  },
  {
    extension: 'ppt',
    mediaType: 'application/vnd.ms-powerpoint',
    recognisedBy: 'ole',
    is: 'a PowerPoint .ppt file',
  },
  {
    extension: 'pptx',
    mediaType: `${OOXML}.presentationml.presentation`,
    recognisedBy: 'ooxml',
    is: 'a PowerPoint .pptx file',
  },
  { extension: 'odt', mediaType: `${ODF}.text`, recognisedBy: 'odf', is: 'an OpenDocument text' },
  {
    extension: 'ods',
    mediaType: `${ODF}.spreadsheet`,
    recognisedBy: 'odf',
    is: 'an OpenDocument spreadsheet',
  },
  {
    extension: 'odp',
    mediaType: `${ODF}.presentation`,
    recognisedBy: 'odf',
    is: 'an OpenDocument presentation',
  },
  { extension: 'rtf', mediaType: 'application/rtf', recognisedBy: 'rtf', is: 'a rich text file' },
  { extension: 'png', mediaType: 'image/png', recognisedBy: 'png', is: 'a PNG picture' },
  { extension: 'jpg', mediaType: 'image/jpeg', recognisedBy: 'jpeg', is: 'a JPEG picture' },
  { extension: 'jpeg', mediaType: 'image/jpeg', recognisedBy: 'jpeg', is: 'a JPEG picture' },
  { extension: 'jfif', mediaType: 'image/jpeg', recognisedBy: 'jpeg', is: 'a JPEG picture' },
  { extension: 'gif', mediaType: 'image/gif', recognisedBy: 'gif', is: 'a GIF picture' },
  { extension: 'webp', mediaType: 'image/webp', recognisedBy: 'webp', is: 'a WebP picture' },
  { extension: 'tif', mediaType: 'image/tiff', recognisedBy: 'tiff', is: 'a TIFF picture' },
  { extension: 'tiff', mediaType: 'image/tiff', recognisedBy: 'tiff', is: 'a TIFF picture' },
  { extension: 'heic', mediaType: 'image/heic', recognisedBy: 'heif', is: 'a HEIC picture' },
  { extension: 'heif', mediaType: 'image/heif', recognisedBy: 'heif', is: 'a HEIF picture' },
  { extension: 'mp3', mediaType: 'audio/mpeg', recognisedBy: 'mp3', is: 'an MP3 recording' },
  { extension: 'm4a', mediaType: 'audio/mp4', recognisedBy: 'mp4', is: 'an M4A recording' },
  { extension: 'mp4', mediaType: 'video/mp4', recognisedBy: 'mp4', is: 'an MP4 film' },
  { extension: 'csv', mediaType: 'text/csv', recognisedBy: 'text', is: 'a CSV file' },
  { extension: 'txt', mediaType: 'text/plain', recognisedBy: 'text', is: 'a text file' },
  { extension: 'eml', mediaType: 'message/rfc822', recognisedBy: 'email', is: 'an email message' },
  {
    extension: 'msg',
    mediaType: 'application/vnd.ms-outlook',
    recognisedBy: 'msg',
    is: 'an Outlook message',
  },
];

/** Completes "The file must be …". */
export const ACCEPTED_KINDS =
  'a PDF, Word, Excel, PowerPoint, OpenDocument, rich text, CSV or TXT file, a picture, a recording (MP3, M4A or MP4) or an email (.eml or .msg)';

/** For the `accept` attribute of a file input: `.pdf,.doc,.docx,…`. */
export const ACCEPT_ATTRIBUTE = ALLOWED_TYPES.map(({ extension }) => `.${extension}`).join(',');

/**
 * The allowed type for the last extension of a file name, or `null` if that extension is not allowed.
 *
 * @example
 * allowedTypeOf('Direct payments.DOCX')?.mediaType; // 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
 * allowedTypeOf('report.pdf.exe'); // null
 */
export function allowedTypeOf(name: string): AllowedType | null {
  const dot = name.lastIndexOf('.');
  if (dot < 0) return null;
  const extension = name.slice(dot + 1).toLowerCase();
  return ALLOWED_TYPES.find((type) => type.extension === extension) ?? null;
}
