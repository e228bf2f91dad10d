/** How the content of a file is recognised. Each way is one `check-*.ts` file in this folder. */
export type Recognition = 'pdf' | 'ooxml' | 'odf' | 'ole' | 'png' | 'jpeg' | 'text' | 'email';

/** One kind of file that may be uploaded. */
export type AllowedType = {
  /** Without the dot, lower case. */
  readonly extension: string;
  /** Stored with the file and sent when it is downloaded. The browser's own claim is never used. */
  readonly mediaType: string;
  readonly recognisedBy: Recognition;
};

const OOXML = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/**
 * Every kind of file that may be uploaded. What is not in this table is refused.
 *
 * Templates (`dotx`), slide shows (`ppsx`), macro-enabled kinds (`docm`), SVG and HTML are left out on purpose.
 */
export const ALLOWED_TYPES: readonly AllowedType[] = [
  { extension: 'pdf', mediaType: 'application/pdf', recognisedBy: 'pdf' },
  { extension: 'doc', mediaType: 'application/msword', recognisedBy: 'ole' },
  { extension: 'docx', mediaType: `${OOXML}.wordprocessingml.document`, recognisedBy: 'ooxml' },
  { extension: 'xls', mediaType: 'application/vnd.ms-excel', recognisedBy: 'ole' },
  { extension: 'xlsx', mediaType: `${OOXML}.spreadsheetml.sheet`, recognisedBy: 'ooxml' },
  { extension: 'ppt', mediaType: 'application/vnd.ms-powerpoint', recognisedBy: 'ole' },
  { extension: 'pptx', mediaType: `${OOXML}.presentationml.presentation`, recognisedBy: 'ooxml' },
  { extension: 'odt', mediaType: `${ODF}.text`, recognisedBy: 'odf' },
  { extension: 'ods', mediaType: `${ODF}.spreadsheet`, recognisedBy: 'odf' },
  { extension: 'odp', mediaType: `${ODF}.presentation`, recognisedBy: 'odf' },
  { extension: 'png', mediaType: 'image/png', recognisedBy: 'png' },
  { extension: 'jpg', mediaType: 'image/jpeg', recognisedBy: 'jpeg' },
  { extension: 'jpeg', mediaType: 'image/jpeg', recognisedBy: 'jpeg' },
  { extension: 'csv', mediaType: 'text/csv', recognisedBy: 'text' },
  { extension: 'txt', mediaType: 'text/plain', recognisedBy: 'text' },
  { extension: 'eml', mediaType: 'message/rfc822', recognisedBy: 'email' },
];

/** For the `accept` attribute of a file input: `.pdf,.doc,.docx,…`. */
export const ACCEPT_ATTRIBUTE = ALLOWED_TYPES.map(({ extension }) => `.${extension}`).join(',');

/**
 * The allowed type that a file name claims by its last extension, or `null` when that extension is not allowed.
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
