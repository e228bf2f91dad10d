import type { Framework } from '#lib/frameworks/framework.ts';
import { formatBytes } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';

/** The categories that an item can have. A framework names those that it uses, and says which are needed. */
export const CATEGORIES = ['people', 'staff', 'partners', 'processes', 'outcomes'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Their names in the history, which belongs to no framework. */
export const CATEGORY_NAMES: Record<Category, string> = {
  people: 'People’s experience',
  staff: 'Feedback from staff and leaders',
  partners: 'Feedback from partners',
  processes: 'Processes',
  outcomes: 'Outcomes and data',
};

/** A category as a framework names it. An item may have kept one that the framework does not use. */
export function categoryName(category: Category, { categories }: Pick<Framework, 'categories'>): string {
  return categories.find(({ id }) => id === category)?.name ?? CATEGORY_NAMES[category];
}

/** The categories of a framework as choices. `kept`: an item's category, which can be kept. */
export function categoryChoices(framework: Pick<Framework, 'categories'>, kept?: Category) {
  return CATEGORIES.filter(
    (value) => value === kept || framework.categories.some(({ id }) => id === value),
  ).map((value) => ({ value, label: categoryName(value, framework) }));
}

export const MAX_EVIDENCE: Limit = {
  max: 10_000,
  reached: (most) => `your council has reached the limit of ${most} evidence items`,
  instead: 'Use evidence from the list, or ask the people who run this service',
};

/** Security markings, lowest first. OFFICIAL-SENSITIVE is a handling caveat that the originator chooses. */
export const MARKINGS = ['OFFICIAL', 'OFFICIAL-SENSITIVE'] as const;
export type Marking = (typeof MARKINGS)[number];

/** Labels for an item's details: in its form, on its page and in a comparison of versions. */
export const DETAIL_NAMES = {
  title: 'Title',
  category: 'Category',
  datedOn: 'Date of the evidence',
  owner: 'Owner',
  marking: 'Marking',
  containsPersonalData: 'Contains personal data',
} as const;

/** Labels for an item's link to one statement. */
export const USE_NAMES = { shows: 'What it shows', location: 'Where in the document' } as const;

/** The mark of an item that is out of use. */
export const STATE_NAMES = { withdrawn: 'Withdrawn', erased: 'Erased' } as const;

/** The marking of a pack: the highest of its items' markings. */
export function highestMarking(markings: readonly Marking[]): Marking {
  return markings.includes('OFFICIAL-SENSITIVE') ? 'OFFICIAL-SENSITIVE' : 'OFFICIAL';
}

/** How much storage a council uses, and its limit, in bytes. */
export type StorageUse = { readonly used: number; readonly limit: number };

/** Bytes left. Zero if the limit has been lowered below the current use. */
export function storageLeft({ used, limit }: StorageUse): number {
  return Math.max(0, limit - used);
}

/** Why a file was not stored: "Plan.pdf was not added because your council has only 2 MB of its 5 GB storage left". */
export function noRoom(what: string, storage: StorageUse): string {
  return `${what} because your council has only ${formatBytes(storageLeft(storage))} of its ${formatBytes(storage.limit)} storage left`;
}

/** `near`: 80% or more used, when people are warned. `full`: nothing left. */
export function storageState(use: StorageUse): 'ample' | 'near' | 'full' {
  if (storageLeft(use) === 0) return 'full';
  return use.used >= 0.8 * use.limit ? 'near' : 'ample';
}

/** Maximum characters in a title. */
export const TITLE_LIMIT = 200;

/** Maximum characters in an explanation of what an item shows: a sentence or two. */
export const SHOWS_LIMIT = 1_000;

/** Maximum characters in a note or transcript: an hour and a half of talk. */
export const NOTE_LIMIT = 100_000;

/** Maximum items attached by one form: four pages of the list. */
export const MAX_ATTACHED = 100;

/** The reference of the council's item 12: "E12". */
export function referenceOf(number: number): string {
  return `E${number}`;
}

/** 12 for "E12" or "e12". Null if the text is not a reference. */
export function parseReference(reference: string): number | null {
  const match = /^E([1-9]\d{0,8})$/i.exec(reference.trim());
  return match ? Number(match[1]) : null;
}

/** Whether few computers open this type of picture, so that it is offered as JPEG. */
export function isShownAsJpeg(mediaType: string): boolean {
  return mediaType === 'image/heic' || mediaType === 'image/heif';
}

/** Whether it is sound or film, which needs a transcript for people who cannot hear it and for packs. */
export function isRecording(mediaType: string): boolean {
  return mediaType.startsWith('audio/') || mediaType.startsWith('video/');
}
