import type { Framework, StatementId, TopicKey } from '#lib/frameworks/framework.ts';
import {
  knownTopics,
  SHARED_TOPICS,
  statementTopics,
  type Topic,
  topicName,
} from '#lib/frameworks/topics.ts';
import { formatBytes } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { cleanLine } from '#lib/kernel/text/clean.ts';
import { can, ROLES } from '#lib/platform/access/permissions.ts';
import type { OfficeKind, PreviewKind } from '#lib/platform/previews/preview.ts';

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

/** A council's own topic, as a choice. */
type OwnTopic = Pick<Topic, 'key' | 'name'> & { readonly own: { readonly retired: boolean } | null };

/**
 * Topics as choices: those that cut across statements, the council's own among them, then those of each statement.
 * `kept`: an item's topics, which can be kept.
 */
export function topicChoices(framework: Framework, own: readonly OwnTopic[], kept: readonly TopicKey[] = []) {
  const others = knownTopics().filter(
    ({ key, statement }) =>
      statement !== null && kept.includes(key) && !framework.statementIds.includes(statement),
  );
  const group = (
    statement: StatementId | null,
    name: string,
    topics: readonly Pick<Topic, 'key' | 'name'>[],
  ) => ({
    statement,
    name,
    options: topics.map((topic) => ({ value: topic.key, label: topic.name })),
  });
  return [
    group(null, DETAIL_NAMES.topics, [
      ...SHARED_TOPICS,
      ...own.filter((topic) => !topic.own?.retired || kept.includes(topic.key)),
    ]),
    ...framework.statements.map(({ id, name }) =>
      group(
        id,
        name,
        statementTopics(framework).filter(({ statement }) => statement === id),
      ),
    ),
    ...(others.length > 0 ? [group(null, 'Of another framework', others)] : []),
  ];
}

/** The name of a topic among those that a form offers, the council’s own among them. */
export function offeredName(
  key: TopicKey,
  offered: readonly { readonly options: readonly { readonly value: string; readonly label: string }[] }[],
): string {
  const options = offered.flatMap((group) => group.options);
  return options.find(({ value }) => value === key)?.label ?? topicName(key);
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
  reviewBy: 'Review by',
  voices: 'Who it came from',
  topics: 'Topics',
  tags: 'Tags',
} as const;
export type Detail = keyof typeof DETAIL_NAMES;

/** The details that need no answer, without one. */
export const NO_FURTHER_DETAILS = {
  ...{ datedOn: null, owner: '', ownerId: null, reviewBy: null, needsRedaction: false },
  ...{ voices: [], topics: [], tags: [] },
} as const;

/** Owners are told to review evidence, so they may edit it. */
export const OWNER_ROLES = ROLES.filter((role) => can({ role }, 'evidence:edit'));

/** The choice for an owner who is not a member, whose name is typed. */
export const SOMEBODY_ELSE = 'other';

/** The answers to whether it contains personal data. `redact`: yes, and it stays out of packs until it is redacted. */
export const PERSONAL_DATA = ['no', 'yes', 'redact'] as const;
export type PersonalData = (typeof PERSONAL_DATA)[number];

export const PERSONAL_DATA_NAMES: Record<PersonalData, string> = {
  no: 'No',
  yes: 'Yes',
  redact: 'Yes, and it needs redaction',
};

/** The mark of an item that is kept out of packs. */
export const NEEDS_REDACTION = 'Needs redaction';

export function personalDataColumns(answer: PersonalData) {
  return { containsPersonalData: answer !== 'no', needsRedaction: answer === 'redact' };
}

/** The answer that gave these columns. */
export function personalDataOf(item: {
  readonly containsPersonalData: boolean;
  readonly needsRedaction: boolean;
}): PersonalData {
  if (item.needsRedaction) return 'redact';
  return item.containsPersonalData ? 'yes' : 'no';
}

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

/** 12 for "E12". Null if the text is not a reference as the service writes it, in addresses too. */
export function parseReference(reference: string): number | null {
  const match = /^E([1-9]\d{0,8})$/.exec(reference);
  return match ? Number(match[1]) : null;
}

/** The same for what people type: also "e12". */
export function parseTypedReference(typed: string): number | null {
  return parseReference(typed.trim().toUpperCase());
}

/** A title from a file's name: without its ending, and with spaces for what joins the words of file names. */
export function titleFromName(name: string): string {
  const stem = name.replace(/(?<=.)\.[a-z0-9]{1,5}$/i, '');
  // A hyphen joins words only where no space does, and never the parts of a date.
  const words = stem.includes(' ') ? stem : stem.replace(/(?<!\d)-|-(?!\d)/g, ' ');
  const title = [...cleanLine(words.replaceAll('_', ' '))].slice(0, TITLE_LIMIT).join('');
  // "minutes" becomes "Minutes", and "iPad" stays.
  return (
    title.replace(/^\p{Ll}(?=\p{Ll}*(?: |$))/u, (first) => first.toUpperCase()) || name.slice(0, TITLE_LIMIT)
  );
}

/** Whether few computers open this type of picture, so that it is offered as JPEG. */
export function isShownAsJpeg(mediaType: string): boolean {
  return mediaType === 'image/heic' || mediaType === 'image/heif';
}

/** How pages of a file of this type are drawn. Null: they cannot be. `office`: whether office files can. */
export function previewKind(mediaType: string, office: boolean): PreviewKind | null {
  if (mediaType === 'application/pdf') return 'pdf';
  if (isShownAsJpeg(mediaType)) return 'phone picture';
  if (mediaType.startsWith('image/')) return 'picture';
  return office ? officeKind(mediaType) : null;
}

function officeKind(mediaType: string): OfficeKind | null {
  if (/msword$|rtf$|wordprocessingml|opendocument\.text$/.test(mediaType)) return 'document';
  if (/ms-excel$|spreadsheet/.test(mediaType)) return 'spreadsheet';
  return /ms-powerpoint$|presentation/.test(mediaType) ? 'slides' : null;
}

/** Whether a file that is drawn like this has pages: a picture is one. */
export function hasPages(kind: PreviewKind): boolean {
  return kind !== 'picture' && kind !== 'phone picture';
}

/** Whether it is sound or film, which needs a transcript for people who cannot hear it and for packs. */
export function isRecording(mediaType: string): boolean {
  return mediaType.startsWith('audio/') || mediaType.startsWith('video/');
}
