import type { CalendarDate } from '#lib/kernel/dates.ts';
import { formatNumber } from '#lib/kernel/format.ts';
import type { Limit } from '#lib/kernel/limits.ts';
import { describePersonalData, findPersonalData } from '#lib/kernel/text/personal-data.ts';
import { findPostcodes } from '#lib/kernel/text/postcodes.ts';

export const MAX_CASES: Limit = {
  max: 300,
  reached: (max) => `this inspection has reached the limit of ${max} cases`,
  instead: 'Remove one that was added by mistake first',
};

export const MAX_DRAWS: Limit = {
  max: 50,
  reached: (max) => `this inspection has reached the limit of ${max} draws`,
  instead: 'Use one of them. Each can be repeated from its seed',
};

/** The most references in the file of a draw. */
export const CANDIDATE_ROWS = 5_000;
/** The most groups of either kind that a draw can have numbers for. */
export const MOST_GROUPS = 40;

/** Characters. The database has the same limits. */
export const CASE_LIMITS = { reference: 30, group: 60, practitioner: 12, notes: 1_000 } as const;

/** What a register starts with: CQC asks for 50 cases, tracks about 10 and meets about 6 people. */
export const USUAL_COUNTS = { offered: 50, chosen: 10, met: 6 } as const;
/** A register is deleted so many months after it is opened, unless another day is set. */
export const USUAL_MONTHS = 12;

/** Labels of a register in its form and in the history. */
export const REGISTER_NAMES = {
  offered: 'Cases to offer',
  chosen: 'Cases that CQC chooses',
  met: 'People whom CQC meets',
  deleteOn: 'Deleted on',
} as const;

export const CASE_STATES = ['drawn', 'offered', 'chosen', 'met', 'left_out'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const STATE_NAMES: Readonly<Record<CaseState, string>> = {
  drawn: 'Drawn',
  offered: 'Offered to CQC',
  chosen: 'Chosen by CQC',
  met: 'Met by CQC',
  left_out: 'Left out',
};

export const CONSENTS = ['not_asked', 'asked', 'given', 'refused', 'withdrawn'] as const;
export type Consent = (typeof CONSENTS)[number];
export const CONSENT_NAMES: Readonly<Record<Consent, string>> = {
  not_asked: 'Not asked',
  asked: 'Asked, no answer yet',
  given: 'Given',
  refused: 'Refused',
  withdrawn: 'Withdrawn',
};

export const ADVOCACIES = ['not_known', 'not_needed', 'needed', 'in_place'] as const;
export type Advocacy = (typeof ADVOCACIES)[number];
export const ADVOCACY_NAMES: Readonly<Record<Advocacy, string>> = {
  not_known: 'Not known',
  not_needed: 'Not needed',
  needed: 'Needed, not in place',
  in_place: 'In place',
};

export const CHRONOLOGIES = ['not_checked', 'complete', 'gaps'] as const;
export type Chronology = (typeof CHRONOLOGIES)[number];
export const CHRONOLOGY_NAMES: Readonly<Record<Chronology, string>> = {
  not_checked: 'Not checked',
  complete: 'Complete',
  gaps: 'Has gaps',
};

/** What is stored of a case. */
export type CaseFacts = {
  readonly reference: string;
  readonly cohort: string;
  readonly team: string;
  readonly practitioner: string;
  readonly consent: Consent;
  readonly advocacy: Advocacy;
  readonly chronology: Chronology;
  readonly state: CaseState;
  readonly notes: string;
};
export type CaseField = keyof CaseFacts;

/** Labels in forms, columns of files and the history, in this order. */
export const CASE_NAMES: Readonly<Record<CaseField, string>> = {
  reference: 'Reference',
  cohort: 'Cohort',
  team: 'Team',
  practitioner: 'Practitioner',
  consent: 'Consent',
  advocacy: 'Advocacy',
  chronology: 'Chronology',
  state: 'State',
  notes: 'Notes',
};
export const CASE_FIELDS = Object.keys(CASE_NAMES) as readonly CaseField[];

export const NEW_CASE: Omit<CaseFacts, 'reference'> = {
  ...{ cohort: '', team: '', practitioner: '', notes: '', state: 'drawn' },
  ...{ consent: 'not_asked', advocacy: 'not_known', chronology: 'not_checked' },
};

export type Case = CaseFacts & {
  readonly number: number;
  /** The number of the draw. Null: added by hand or from a file. */
  readonly draw: number | null;
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
};

export type Register = {
  /** What references look like. Empty once deleted. */
  readonly example: string;
  readonly offered: number;
  readonly chosen: number;
  readonly met: number;
  readonly deleteOn: CalendarDate;
  readonly version: number;
  readonly changed: { readonly by: string; readonly at: Date };
  readonly deletedAt: Date | null;
};

/** A register in use, rather than deleted or not opened yet. */
export function isOpen(register: Register | null): register is Register {
  return register !== null && register.deletedAt === null;
}

/** What is stored of a case, without what else is known of it. */
export function factsOf(facts: CaseFacts): CaseFacts {
  return Object.fromEntries(CASE_FIELDS.map((field) => [field, facts[field]])) as CaseFacts;
}

/** The fields that two versions of a case differ in. */
export function changedFields(before: CaseFacts | null, after: CaseFacts): readonly CaseField[] {
  return CASE_FIELDS.filter((field) => before?.[field] !== after[field]);
}

/** A value of a case in words. */
export function caseText(facts: CaseFacts, field: CaseField): string {
  switch (field) {
    case 'state':
      return STATE_NAMES[facts.state];
    case 'consent':
      return CONSENT_NAMES[facts.consent];
    case 'advocacy':
      return ADVOCACY_NAMES[facts.advocacy];
    case 'chronology':
      return CHRONOLOGY_NAMES[facts.chronology];
    default:
      return facts[field];
  }
}

/** How far the register is: "50 of 50 offered". One that was chosen was offered too. */
export function countCases(cases: readonly Pick<Case, 'state'>[], register: Register): readonly string[] {
  const count = (...states: readonly CaseState[]) =>
    formatNumber(cases.filter(({ state }) => states.includes(state)).length);
  return [
    `${count('offered', 'chosen', 'met')} of ${formatNumber(register.offered)} offered`,
    `${count('chosen', 'met')} of ${formatNumber(register.chosen)} chosen`,
    `${count('met')} of ${formatNumber(register.met)} met`,
  ];
}

/** Why a practitioner's code is refused. Null: it is none. */
export function practitionerProblem(code: string): string | null {
  if (code === '' || /^[A-Z0-9-]*\d[A-Z0-9-]*$/.test(code)) return null;
  return 'must be a code with a digit, such as P04, and not a name';
}

/** Why a text is refused: "has an NHS number". Null: it is not. */
export function textProblem(text: string): string | null {
  if ((findPersonalData(text).nhs ?? 0) > 0) return 'has an NHS number in it. Take it out';
  const [postcode] = findPostcodes(text);
  return postcode === undefined ? null : `has a postcode in it, ${postcode}. Take it out`;
}

/** What else seems to be personal in texts, as a sentence to warn with. Null: nothing was found. */
export function personalWarning(...texts: readonly string[]): string | null {
  const found = describePersonalData(findPersonalData(texts.join('\n')));
  return found && `The text seems to have ${found} in it. Take out what nobody needs`;
}

/** How one draw went, without what it was drawn from. */
export type DrawSummary = {
  readonly number: number;
  readonly seed: string;
  readonly size: number;
  readonly by: string;
  readonly at: Date;
};

/** How many of which groups, as stored. */
export type StoredQuotas = {
  readonly cohorts: readonly (readonly [string, number])[];
  readonly teams: readonly (readonly [string, number])[];
};
