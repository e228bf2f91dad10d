import { href } from '#lib/kernel/href.ts';
import type { StatementId } from '#lib/scoring/index.ts';

/** The length of a file handler's answer, for the server: see lib/tasks/serve.ts. */
export const LENGTH_HEADER = 'x-answer-length';
/** Marks an answer of a service at capacity, so that a browser is shown the page for it. */
export const BUSY_HEADER = 'x-answer-busy';

/** What the person entered, for the page that replaces the handler's answer: see lib/tasks/failure-page.ts. */
export const ENTERED_HEADER = 'x-answer-entered';

type EvidenceFilters = {
  readonly words?: string | undefined;
  readonly category?: string | undefined;
  readonly statement?: StatementId | undefined;
  readonly page?: number | undefined;
};

type MeasureFilters = Omit<EvidenceFilters, 'category'>;

/** How evidence can be added: uploaded, linked to, or taken from the council's own list. */
export type WayToAdd = 'files' | 'link' | 'list';

type AddEvidence = {
  readonly statement?: StatementId | undefined;
  readonly way?: WayToAdd | undefined;
  readonly words?: string | undefined;
  readonly page?: number | undefined;
  /** A refused form to show again. */
  readonly kept?: string | undefined;
};

type ActivityFilters = {
  readonly statement?: StatementId | undefined;
  /** Reference of an evidence item. */
  readonly evidence?: string | undefined;
  /** Id of a person. */
  readonly person?: string | undefined;
  readonly kind?: string | undefined;
  /** First and last day, as `2026-11-21`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type ResultsFilters = {
  readonly type?: string | undefined;
  readonly region?: string | undefined;
  readonly rating?: string | undefined;
  readonly pilots?: string | undefined;
};

/** Query parameter that names a success message. lib/platform/forms/flash.ts shows it once. */
export const FLASH_PARAMETER = 'done';

/** Id of a statement's comments on the page of a closed cycle. */
export const commentsAnchor = (statement: StatementId) => `comments-${statement}`;

/**
 * Named addresses, for those used in several files. An address used by one noun is made there with `href`. Either way,
 * an address that does not exist in `app` does not compile.
 */
export const routes = {
  signIn: '/sign-in',
  join: '/join',
  /** One's own password and sessions. */
  account: '/account',
  accessibility: '/accessibility',
  privacy: '/privacy',
  cookies: '/cookies',
  councils: '/councils',
  /** A person's councils, by name unless sorted otherwise; and the same as a file. */
  compareCouncils: ({ sort }: { sort?: string } = {}) =>
    href('/councils', {}, { sort: omitDefault('name', sort) }),
  exportCouncils: ({ sort }: { sort?: string } = {}) =>
    href('/councils/export.csv', {}, { sort: omitDefault('name', sort) }),
  council: (council: string) => href('/councils/[council]', { council }),
  overviewExport: (council: string) => href('/councils/[council]/overview.csv', { council }),
  strength: (council: string) => href('/councils/[council]/strength', { council }),
  strengthExport: (council: string) => href('/councils/[council]/strength/export.csv', { council }),
  /** `since`: the day, `2026-11-21`, after which the moves are listed. */
  movement: (council: string, { since }: { since?: string } = {}) =>
    href('/councils/[council]/movement', { council }, { since }),
  movementExport: (council: string) => href('/councils/[council]/movement/export.csv', { council }),
  /** Trial scores by statement; for a scenario to be overwritten, the version that the person saw. */
  whatIf: (
    council: string,
    scores: Readonly<Partial<Record<StatementId, number>>> = {},
    scenario?: { readonly number: number; readonly version: number } | undefined,
  ) =>
    href(
      '/councils/[council]/what-if',
      { council },
      { ...scores, scenario: scenario?.number, version: scenario?.version },
    ),
  /** All scenarios beside the current scores. */
  scenarios: (council: string) => href('/councils/[council]/what-if/scenarios', { council }),
  scenariosExport: (council: string) => href('/councils/[council]/what-if/scenarios/export.csv', { council }),
  scenario: (council: string, number: number) =>
    href('/councils/[council]/what-if/scenarios/[number]', { council, number }),
  removeScenario: (council: string, number: number) =>
    href('/councils/[council]/what-if/scenarios/[number]/remove', { council, number }),
  /** The target of each statement, or the scores of a scenario to use as targets. */
  targets: (council: string, { scenario }: { scenario?: number } = {}) =>
    href('/councils/[council]/what-if/targets', { council }, { scenario }),
  assessment: (council: string) => href('/councils/[council]/assessment', { council }),
  statement: (council: string, statement: StatementId) =>
    href('/councils/[council]/assessment/[statement]', { council, statement }),
  /** A statement's page with one draft in its form, or with the saved text. */
  statementDraft: (council: string, statement: StatementId, draft: string) =>
    href('/councils/[council]/assessment/[statement]', { council, statement }, { draft }),
  keepDraft: (council: string, statement: StatementId) =>
    href('/councils/[council]/assessment/[statement]/draft', { council, statement }),
  discardDraft: (council: string, statement: StatementId) =>
    href('/councils/[council]/assessment/[statement]/draft/discard', { council, statement }),
  review: (council: string) => href('/councils/[council]/review', { council }),
  /** A step of the review. `seen`: the hash of the version that the person saw. */
  reviewStep: (council: string, step: string, { seen }: { seen?: string } = {}) =>
    href('/councils/[council]/review/[decision]', { council, decision: step }, { seen }),
  /** One signed version of a cycle. */
  signedVersion: (council: string, cycle: number, version: number) =>
    href('/councils/[council]/review/cycles/[cycle]/versions/[version]', { council, cycle, version }),
  signedPack: (council: string, cycle: number, version: number) =>
    href('/councils/[council]/review/cycles/[cycle]/versions/[version]/pack.pdf', {
      council,
      cycle,
      version,
    }),
  cycles: (council: string) => href('/councils/[council]/cycles', { council }),
  /** A lead's request to close the open cycle, and what would end with it. */
  closing: (council: string) => href('/councils/[council]/cycles/closing', { council }),
  declineClosing: (council: string) => href('/councils/[council]/cycles/closing/decline', { council }),
  undoClosing: (council: string) => href('/councils/[council]/cycles/undo', { council }),
  startAssessment: (council: string) => href('/councils/[council]/cycles/start', { council }),
  /** A closed cycle by its number. */
  cycle: (council: string, number: number) =>
    href('/councils/[council]/cycles/[number]', { council, number }),
  cycleComments: (council: string, number: number, statement: StatementId) =>
    `${href('/councils/[council]/cycles/[number]', { council, number })}#${commentsAnchor(statement)}`,
  cyclePack: (council: string, number: number) =>
    href('/councils/[council]/cycles/[number]/pack.pdf', { council, number }),
  /** Two cycles side by side, each as lib/work/cycles/rules.ts writes it. */
  compareCycles: (council: string, { from, to }: { from?: string; to?: string } = {}) =>
    href('/councils/[council]/cycles/compare', { council }, { from, to }),
  evidence: (council: string, { words, category, statement, page }: EvidenceFilters = {}) =>
    href(
      '/councils/[council]/evidence',
      { council },
      { words, category, statement, page: omitDefault(1, page) },
    ),
  addEvidence: (council: string, { statement, way, words, page, kept }: AddEvidence = {}) =>
    href(
      '/councils/[council]/evidence/new',
      { council },
      { statement, way: omitDefault('files', way), words, page: omitDefault(1, page), kept },
    ),
  uploadEvidence: (council: string) => href('/councils/[council]/evidence/upload', { council }),
  evidenceItem: (council: string, reference: string) =>
    href('/councils/[council]/evidence/[reference]', { council, reference }),
  editEvidence: (council: string, reference: string) =>
    href('/councils/[council]/evidence/[reference]/edit', { council, reference }),
  /** One item as one statement uses it. */
  evidenceUse: (council: string, statement: StatementId, reference: string) =>
    href('/councils/[council]/assessment/[statement]/evidence/[reference]', {
      council,
      statement,
      reference,
    }),
  /** What the picker of references shows, as JSON. */
  citableEvidence: (council: string, statement: StatementId, words = '') =>
    href('/councils/[council]/assessment/[statement]/citable', { council, statement }, { words }),
  /** The comments on a statement or, by its reference, on an item; with one to answer or to delete. */
  comments: (
    council: string,
    subject: string,
    { answer, remove }: { answer?: string; remove?: string } = {},
  ) =>
    subject.startsWith('E')
      ? href(
          '/councils/[council]/evidence/[reference]/comments',
          { council, reference: subject },
          { answer, remove },
        )
      : href(
          '/councils/[council]/assessment/[statement]/comments',
          { council, statement: subject },
          { answer, remove },
        ),
  evidenceFile: (council: string, reference: string) =>
    href('/councils/[council]/evidence/[reference]/file', { council, reference }),
  results: (council: string, filter: ResultsFilters = {}) =>
    href('/councils/[council]/results', { council }, resultsQuery(filter)),
  resultsExport: (council: string, filter: ResultsFilters = {}) =>
    href('/councils/[council]/results/export.csv', { council }, resultsQuery(filter)),
  /** The published result of the council with that GSS code, its source and any correction. */
  councilResults: (council: string, gssCode: string, remove?: string) =>
    href('/councils/[council]/results/[authority]', { council, authority: gssCode }, { remove }),
  importResults: (council: string) => href('/councils/[council]/results/import', { council }),
  measures: (council: string, { words, statement, page }: MeasureFilters = {}) =>
    href('/councils/[council]/measures', { council }, { words, statement, page: omitDefault(1, page) }),
  measure: (council: string, measure: string) =>
    href('/councils/[council]/measures/[measure]', { council, measure }),
  addMeasure: (council: string) => href('/councils/[council]/measures/new', { council }),
  editMeasure: (council: string, measure: string) =>
    href('/councils/[council]/measures/[measure]/edit', { council, measure }),
  /** A new value of a measure; one to change; or one to remove. */
  measureValue: (
    council: string,
    measure: string,
    { value, remove }: { value?: string; remove?: string } = {},
  ) => href('/councils/[council]/measures/[measure]/value', { council, measure }, { value, remove }),
  measureTarget: (council: string, measure: string) =>
    href('/councils/[council]/measures/[measure]/target', { council, measure }),
  /** The values of one measure, or of all, as a file that can be read in again. */
  measureExport: (council: string, measure?: string) =>
    measure === undefined
      ? href('/councils/[council]/measures/export.csv', { council })
      : href('/councils/[council]/measures/[measure]/export.csv', { council, measure }),
  importMeasures: (council: string) => href('/councils/[council]/measures/import', { council }),
  /** Measures and evidence of discharge and transitions, people over 65 and people living with dementia. */
  movingBetweenServices: (council: string) => href('/councils/[council]/measures/moving', { council }),
  currentPack: (council: string) => href('/councils/[council]/packs/current.pdf', { council }),
  /** The current board paper, as a PDF of two pages. */
  boardPaper: (council: string) => href('/councils/[council]/board-paper.pdf', { council }),
  /** The links to board papers. */
  paperLinks: (council: string) => href('/councils/[council]/board-papers', { council }),
  addPaperLink: (council: string) => href('/councils/[council]/board-papers/new', { council }),
  /** One link, to withdraw it. */
  paperLink: (council: string, link: string) =>
    href('/councils/[council]/board-papers/[link]', { council, link }),
  /** A board paper for anyone who has its link. */
  linkedPaper: (token: string) => href('/papers/[token]', { token }),
  linkedPaperPdf: (token: string) => href('/papers/[token]/board-paper.pdf', { token }),
  activity: (council: string, { page, ...filter }: ActivityFilters & { readonly page?: number } = {}) =>
    href(
      '/councils/[council]/activity',
      { council },
      { ...activityQuery(filter), page: omitDefault(1, page) },
    ),
  activityExport: (council: string, filter: ActivityFilters = {}) =>
    href('/councils/[council]/activity/export.csv', { council }, activityQuery(filter)),
  activityEntry: (council: string, seq: number) =>
    href('/councils/[council]/activity/[seq]', { council, seq }),
  undoImport: (council: string, seq: number) =>
    href('/councils/[council]/activity/[seq]/undo', { council, seq }),
  members: (council: string) => href('/councils/[council]/members', { council }),
  inviteMember: (council: string) => href('/councils/[council]/members/new', { council }),
  member: (council: string, person: string) =>
    href('/councils/[council]/members/[person]', { council, person }),
  /** An invitation that is not accepted yet. */
  invitation: (council: string, invitation: string) =>
    href('/councils/[council]/members/invitations/[invitation]', { council, invitation }),
  /** What other councils may see. */
  sharing: (council: string) => href('/councils/[council]/sharing', { council }),
  /** The challenge scores of a statement, and the form that gives one. */
  challenge: (council: string, statement: StatementId) =>
    href('/councils/[council]/assessment/[statement]/challenge', { council, statement }),
  /** How challenge scores are given in the open assessment. */
  challengeSettings: (council: string) =>
    href('/councils/[council]/assessment/challenge-settings', { council }),
  notices: (council: string, { page }: { page?: number } = {}) =>
    href('/councils/[council]/notices', { council }, { page: omitDefault(1, page) }),
  myWork: (council: string) => href('/councils/[council]/my-work', { council }),
  statementPeople: (council: string, statement: StatementId) =>
    href('/councils/[council]/assessment/[statement]/people', { council, statement }),
} as const;

/** Leaves the default value of a parameter out of an address. */
function omitDefault<T>(byDefault: T, value: T): T | undefined {
  return value === byDefault ? undefined : value;
}

function activityQuery({ statement, evidence, person, kind, from, to }: ActivityFilters) {
  return { statement, evidence, person, kind, from, to };
}

function resultsQuery({ type, region, rating, pilots }: ResultsFilters) {
  return { type, region, rating, pilots };
}
