import { capitalise, formatCount, formatList } from '#lib/kernel/format.ts';
import { CATEGORY_NAMES, type Category, type Marking } from '#lib/record/evidence/rules.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The order of the evidence in a pack. */
export const PACK_ORDERS = ['reference', 'statement', 'date'] as const;
export type PackOrder = (typeof PACK_ORDERS)[number];

export const ORDER_NAMES: Record<PackOrder, string> = {
  reference: 'By number',
  statement: 'By quality statement',
  date: 'By date, the oldest first',
};

/** Sizes at which a bundle is cut into volumes, in megabytes of 1,024² bytes. */
export const VOLUME_SIZES = [10, 25, 50, 100] as const;
export type VolumeSize = (typeof VOLUME_SIZES)[number];

/** What a pack is made of, of all the content that it could have. Part of its recipe. */
export type PackChoices = {
  /** Only these, and the evidence that they use. Null: all. */
  readonly statements: readonly StatementId[] | null;
  /** Only evidence of these. Null: of all. */
  readonly categories: readonly Category[] | null;
  /** The highest marking of evidence that goes in. */
  readonly marking: Marking;
  /** Whether evidence with personal data goes in. */
  readonly personalData: boolean;
  readonly order: PackOrder;
  /** For anybody: nothing that is OFFICIAL-SENSITIVE or personal, and no names of the council's people. */
  readonly isPublic: boolean;
  /** Of a bundle: the most pages in all, what is cited first. Null: no limit. */
  readonly pageLimit: number | null;
  /** Of a bundle, in megabytes. */
  readonly volumeSize: VolumeSize;
  /** The name of the list that it answers, if it is of an information return: set by what is asked for. */
  readonly returned?: string;
};

/** The choices of a pack that has everything. */
export const EVERYTHING: PackChoices = {
  ...{ statements: null, categories: null, marking: 'OFFICIAL-SENSITIVE', personalData: true },
  ...{ order: 'reference', isPublic: false, pageLimit: null, volumeSize: 100 },
};

/** For anybody: what no other choice can add to it. */
export function publicChoices(choices: PackChoices): PackChoices {
  return { ...choices, isPublic: true, marking: 'OFFICIAL', personalData: false };
}

/** What was chosen, in sentences. None for everything. */
export function describeChoices(choices: PackChoices): readonly string[] {
  const { statements, categories, marking, personalData, isPublic, pageLimit, returned } = choices;
  return [
    ...(returned === undefined ? [] : [`Answers to “${returned}”, in the order of the list.`]),
    ...(isPublic
      ? [
          'Public edition: without the names of the council’s people, and without evidence that is OFFICIAL-SENSITIVE, has personal data or needs redaction.',
        ]
      : []),
    ...(statements ? [`Only ${formatList(statements)}.`] : []),
    ...(categories
      ? [`Only evidence of: ${formatList(categories.map((category) => CATEGORY_NAMES[category]))}.`]
      : []),
    ...(marking === 'OFFICIAL' && !isPublic ? ['Only evidence marked OFFICIAL.'] : []),
    ...(personalData || isPublic ? [] : ['Only evidence without personal data.']),
    ...(pageLimit === null
      ? []
      : [`At most ${formatCount(pageLimit, 'page')}: evidence that a text cites comes first.`]),
  ];
}

/** What sets a pack apart from that of everything, for its first page: "Public edition, only QS1". Null: nothing does. */
export function describeEdition({ isPublic, pageLimit, statements }: PackChoices): string | null {
  const words = [
    ...(isPublic ? ['public edition'] : []),
    ...(pageLimit === null ? [] : [`core bundle of at most ${formatCount(pageLimit, 'page')}`]),
    ...(statements ? [`only ${formatList(statements)}`] : []),
  ];
  return words.length === 0 ? null : capitalise(words.join(', '));
}

/** How the evidence is ordered, as a sentence. Null: by number, as anybody would expect. */
export function describeOrder({ order }: PackChoices): string | null {
  return ORDER_SENTENCES[order];
}

const ORDER_SENTENCES: Record<PackOrder, string | null> = {
  reference: null,
  statement: 'In the order of the quality statements: an item on more than one is with the first of them.',
  date: 'By date, the oldest first. What has no date comes last.',
};

/** The packs that are asked for most, each of which fills in the rest of the form. */
export const PACK_PRESETS = ['bundle', 'register', 'zip', 'core', 'statement', 'public'] as const;
export type PackPreset = (typeof PACK_PRESETS)[number];

export const PRESET_NAMES: Record<PackPreset, { readonly name: string; readonly hint: string }> = {
  bundle: {
    name: 'Full bundle',
    hint: 'One PDF, or volumes: every statement, an index, and the pages of the evidence, numbered and linked',
  },
  register: {
    name: 'Register',
    hint: 'An accessible PDF: every statement, and the list of evidence with the fingerprint of each file',
  },
  zip: {
    name: 'ZIP of the files',
    hint: 'The files as they were uploaded, in a folder for each statement, with a page that lists them',
  },
  core: {
    name: 'Core bundle',
    hint: 'A bundle with at most as many pages as you say: evidence that the text cites comes first',
  },
  statement: {
    name: 'Bundle of one statement',
    hint: 'One quality statement with its evidence',
  },
  public: {
    name: 'Public edition',
    hint: 'For anybody: without names of staff, personal data and what is OFFICIAL-SENSITIVE',
  },
};

/** What a preset asks: whether it is always of one form, and in which order its evidence is. */
export const PRESET_RULES: Record<
  PackPreset,
  { readonly form: 'bundle' | 'register' | 'zip'; readonly isFixed: boolean; readonly order: PackOrder }
> = {
  bundle: { form: 'bundle', isFixed: true, order: 'statement' },
  register: { form: 'register', isFixed: true, order: 'reference' },
  zip: { form: 'zip', isFixed: true, order: 'reference' },
  core: { form: 'bundle', isFixed: true, order: 'statement' },
  statement: { form: 'bundle', isFixed: false, order: 'reference' },
  public: { form: 'bundle', isFixed: false, order: 'statement' },
};

/** The pages of a core bundle, unless another number is typed. */
export const CORE_PAGES = 350;

/** A way to ask for a pack, in the address of the form. Null: there is no such one. */
export function parsePreset(value: unknown): PackPreset | null {
  return PACK_PRESETS.find((preset) => preset === value) ?? null;
}
