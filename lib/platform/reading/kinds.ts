import type { AllowedType } from '#lib/platform/storage/allowed-types.ts';
import type { FileText } from './pages.ts';

const PICTURES = new Set(['png', 'jpeg', 'gif', 'webp', 'tiff', 'heif']);
const RECORDINGS = new Set(['mp3', 'mp4']);

/** Whether a kind of file can have text. The words of a recording are in its transcript, a file of its own. */
export function hasText({ recognisedBy }: Pick<AllowedType, 'recognisedBy'>): boolean {
  return !RECORDINGS.has(recognisedBy);
}

/** Whether a file is one picture, of which only the words that are recognised can be read. */
export function isPicture({ recognisedBy }: Pick<AllowedType, 'recognisedBy'>): boolean {
  return PICTURES.has(recognisedBy);
}

/** What a picture is before its words are recognised. */
export const PICTURE: FileText = {
  unit: 'page',
  units: 1,
  unitsRead: 1,
  isCut: false,
  pages: [],
  pictures: [1],
};
