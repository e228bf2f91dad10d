import { ALLOWED_TYPES } from '#lib/platform/storage/allowed-types.ts';

/** What kind of thing an item is, as people look for it. */
export const FILE_KINDS = [
  'pdf',
  'document',
  'spreadsheet',
  'presentation',
  'picture',
  'recording',
  'email',
  'link',
] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export const KIND_NAMES: Record<FileKind, string> = {
  pdf: 'PDF',
  document: 'Document or note',
  spreadsheet: 'Spreadsheet',
  presentation: 'Presentation',
  picture: 'Picture',
  recording: 'Recording',
  email: 'Email',
  link: 'Link',
};

/** The kind of a file, by its media type. */
function kindOfMedia(mediaType: string): Exclude<FileKind, 'link'> {
  if (mediaType === 'application/pdf') return 'pdf';
  if (mediaType.startsWith('image/')) return 'picture';
  if (mediaType.startsWith('audio/') || mediaType.startsWith('video/')) return 'recording';
  if (mediaType === 'message/rfc822' || mediaType.endsWith('ms-outlook')) return 'email';
  if (/spreadsheet|excel|csv/.test(mediaType)) return 'spreadsheet';
  if (/presentation|powerpoint/.test(mediaType)) return 'presentation';
  return 'document';
}

/** The media types of the files of a kind. A link has none. */
export function mediaTypesOf(kind: FileKind): readonly string[] {
  return [...new Set(ALLOWED_TYPES.map(({ mediaType }) => mediaType))].filter(
    (mediaType) => kindOfMedia(mediaType) === kind,
  );
}
