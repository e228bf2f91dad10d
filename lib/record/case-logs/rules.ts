import type { Limit } from '#lib/kernel/limits.ts';

export const MAX_LOGS: Limit = {
  max: 100,
  reached: (max) => `this inspection has reached the limit of ${max} reflective logs`,
  instead: 'Use one that is not needed any more instead',
};

/** Characters. The database has the same limits. */
export const LOG_LIMITS = { text: 3_000, review: 2_000 } as const;

export const LOG_STATES = ['writing', 'for_review', 'reviewed'] as const;
export type LogState = (typeof LOG_STATES)[number];
export const LOG_STATE_NAMES: Readonly<Record<LogState, string>> = {
  writing: 'Being written',
  for_review: 'For review',
  reviewed: 'Reviewed',
};

/** The boxes of a log in order, and what each asks. */
export const LOG_TEXTS = [
  {
    field: 'situation',
    label: 'What happened',
    hint: 'What brought the person to you, what you set out to do with them, and what changed for them. No names: “the person”, “their daughter”, “the home”.',
  },
  {
    field: 'decisions',
    label: 'How you decided',
    hint: 'The main decisions, the options you weighed, which duties, policies or evidence you used, and how you thought about risk, capacity and safeguarding.',
  },
  {
    field: 'voice',
    label: 'Their voice and choice',
    hint: 'How you found out what matters to the person and their carer, how they shaped the plan, and how you took account of culture, faith, language and communication.',
  },
  {
    field: 'learning',
    label: 'What you learned',
    hint: 'What went well, what you would do differently, and what you changed in your work since.',
  },
  {
    field: 'support',
    label: 'How you were supported',
    hint: 'Supervision, advice, training and partners: what helped, what was missing, and what you would ask of your manager now.',
  },
] as const;
export type LogText = (typeof LOG_TEXTS)[number]['field'];

export type LogTexts = Readonly<Record<LogText, string>>;

export const NO_TEXTS: LogTexts = { situation: '', decisions: '', voice: '', learning: '', support: '' };

/** Labels beside those of the texts. */
export const LOG_NAMES = {
  reference: 'Case',
  owner: 'Owner',
  state: 'State',
  review: 'What the reviewer says',
} as const;

export type Log = LogTexts & {
  readonly number: number;
  /** Of the case. May be empty. */
  readonly reference: string;
  readonly owner: { readonly id: string; readonly name: string };
  readonly state: LogState;
  readonly review: string;
  readonly reviewed: { readonly by: string; readonly at: Date } | null;
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

/** The labels of boxes without a text. */
export function missingTexts(log: LogTexts): readonly string[] {
  return LOG_TEXTS.flatMap(({ field, label }) => (log[field] === '' ? [label] : []));
}

/** How many words all boxes have. */
export function countWords(log: LogTexts): number {
  return LOG_TEXTS.reduce((sum, { field }) => sum + log[field].split(/\s+/).filter(Boolean).length, 0);
}
