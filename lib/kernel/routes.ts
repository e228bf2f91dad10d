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

/** Every address of the service, so that no page spells one out. */
export const routes = {
  signIn: '/sign-in',
  join: '/join',
  /** One's own password and sessions. */
  account: '/account',
  accessibility: '/accessibility',
  privacy: '/privacy',
  cookies: '/cookies',
  councils: '/councils',
  /** A person's councils in another order than by name, and the same as a file. */
  compareCouncils: ({ sort }: { sort?: string } = {}) =>
    `/councils${queryString({ sort: omitDefault('name', sort) })}`,
  exportCouncils: ({ sort }: { sort?: string } = {}) =>
    `/councils/export.csv${queryString({ sort: omitDefault('name', sort) })}`,
  council: (council: string) => `/councils/${council}`,
  overviewExport: (council: string) => `/councils/${council}/overview.csv`,
  strength: (council: string) => `/councils/${council}/strength`,
  strengthExport: (council: string) => `/councils/${council}/strength/export.csv`,
  /** `since`: the day, `2026-11-21`, after which the moves are listed. */
  movement: (council: string, { since }: { since?: string } = {}) =>
    `/councils/${council}/movement${queryString({ since })}`,
  movementExport: (council: string) => `/councils/${council}/movement/export.csv`,
  /** Trial scores by statement; for a scenario to be overwritten, the version that the person saw. */
  whatIf: (
    council: string,
    scores: Readonly<Partial<Record<StatementId, number>>> = {},
    scenario?: { readonly number: number; readonly version: number } | undefined,
  ) =>
    `/councils/${council}/what-if${queryString({ ...scores, scenario: scenario?.number, version: scenario?.version })}`,
  /** All scenarios beside the scores as they are. */
  scenarios: (council: string) => `/councils/${council}/what-if/scenarios`,
  scenariosExport: (council: string) => `/councils/${council}/what-if/scenarios/export.csv`,
  scenario: (council: string, number: number) => `/councils/${council}/what-if/scenarios/${number}`,
  removeScenario: (council: string, number: number) =>
    `/councils/${council}/what-if/scenarios/${number}/remove`,
  /** The target of each statement; with the scores of a scenario in their place. */
  targets: (council: string, { scenario }: { scenario?: number } = {}) =>
    `/councils/${council}/what-if/targets${queryString({ scenario })}`,
  assessment: (council: string) => `/councils/${council}/assessment`,
  statement: (council: string, statement: StatementId) => `/councils/${council}/assessment/${statement}`,
  /** A statement's page with one draft in its form, or with the saved text. */
  statementDraft: (council: string, statement: StatementId, draft: string) =>
    `/councils/${council}/assessment/${statement}${queryString({ draft })}`,
  keepDraft: (council: string, statement: StatementId) =>
    `/councils/${council}/assessment/${statement}/draft`,
  discardDraft: (council: string, statement: StatementId) =>
    `/councils/${council}/assessment/${statement}/draft/discard`,
  review: (council: string) => `/councils/${council}/review`,
  /** A step of the review. `seen`: the hash of the version that the person saw. */
  reviewStep: (council: string, step: string, { seen }: { seen?: string } = {}) =>
    `/councils/${council}/review/${step}${queryString({ seen })}`,
  /** One signed version of a cycle. */
  signedVersion: (council: string, cycle: number, version: number) =>
    `/councils/${council}/review/cycles/${cycle}/versions/${version}`,
  signedPack: (council: string, cycle: number, version: number) =>
    `/councils/${council}/review/cycles/${cycle}/versions/${version}/pack.pdf`,
  cycles: (council: string) => `/councils/${council}/cycles`,
  /** That a lead asked for the open cycle to be closed, and what ends then. */
  closing: (council: string) => `/councils/${council}/cycles/closing`,
  declineClosing: (council: string) => `/councils/${council}/cycles/closing/decline`,
  undoClosing: (council: string) => `/councils/${council}/cycles/undo`,
  startAssessment: (council: string) => `/councils/${council}/cycles/start`,
  /** A closed cycle by its number. */
  cycle: (council: string, number: number) => `/councils/${council}/cycles/${number}`,
  cycleComments: (council: string, number: number, statement: StatementId) =>
    `/councils/${council}/cycles/${number}#${commentsAnchor(statement)}`,
  cyclePack: (council: string, number: number) => `/councils/${council}/cycles/${number}/pack.pdf`,
  /** Two cycles side by side, each as lib/work/cycles/rules.ts writes it. */
  compareCycles: (council: string, { from, to }: { from?: string; to?: string } = {}) =>
    `/councils/${council}/cycles/compare${queryString({ from, to })}`,
  evidence: (council: string, { words, category, statement, page }: EvidenceFilters = {}) =>
    `/councils/${council}/evidence${queryString({ words, category, statement, page: omitDefault(1, page) })}`,
  addEvidence: (council: string, { statement, way, words, page, kept }: AddEvidence = {}) =>
    `/councils/${council}/evidence/new${queryString({ statement, way: omitDefault('files', way), words, page: omitDefault(1, page), kept })}`,
  uploadEvidence: (council: string) => `/councils/${council}/evidence/upload`,
  evidenceItem: (council: string, reference: string) => `/councils/${council}/evidence/${reference}`,
  editEvidence: (council: string, reference: string) => `/councils/${council}/evidence/${reference}/edit`,
  /** One item as one statement uses it. */
  evidenceUse: (council: string, statement: StatementId, reference: string) =>
    `/councils/${council}/assessment/${statement}/evidence/${reference}`,
  /** What the picker of references shows, as JSON. */
  citableEvidence: (council: string, statement: StatementId, words = '') =>
    `/councils/${council}/assessment/${statement}/citable${queryString({ words })}`,
  /** The comments on a statement or, by its reference, on an item; with one to answer or to delete. */
  comments: (
    council: string,
    subject: string,
    { answer, remove }: { answer?: string; remove?: string } = {},
  ) =>
    `/councils/${council}/${subject.startsWith('E') ? 'evidence' : 'assessment'}/${subject}/comments${queryString({ answer, remove })}`,
  evidenceFile: (council: string, reference: string) => `/councils/${council}/evidence/${reference}/file`,
  results: (council: string, filter: ResultsFilters = {}) =>
    `/councils/${council}/results${queryString(resultsQuery(filter))}`,
  resultsExport: (council: string, filter: ResultsFilters = {}) =>
    `/councils/${council}/results/export.csv${queryString(resultsQuery(filter))}`,
  /** The published result of the council with that GSS code, its source and any correction. */
  councilResults: (council: string, gssCode: string, remove?: string) =>
    `/councils/${council}/results/${gssCode}${queryString({ remove })}`,
  importResults: (council: string) => `/councils/${council}/results/import`,
  measures: (council: string, { words, statement, page }: MeasureFilters = {}) =>
    `/councils/${council}/measures${queryString({ words, statement, page: omitDefault(1, page) })}`,
  measure: (council: string, measure: string) => `/councils/${council}/measures/${measure}`,
  addMeasure: (council: string) => `/councils/${council}/measures/new`,
  editMeasure: (council: string, measure: string) => `/councils/${council}/measures/${measure}/edit`,
  /** A new value of a measure; one to change; or one to remove. */
  measureValue: (
    council: string,
    measure: string,
    { value, remove }: { value?: string; remove?: string } = {},
  ) => `/councils/${council}/measures/${measure}/value${queryString({ value, remove })}`,
  measureTarget: (council: string, measure: string) => `/councils/${council}/measures/${measure}/target`,
  /** The values of one measure, or of all, as a file that can be read in again. */
  measureExport: (council: string, measure?: string) =>
    `/councils/${council}/measures${measure === undefined ? '' : `/${measure}`}/export.csv`,
  importMeasures: (council: string) => `/councils/${council}/measures/import`,
  /** Measures and evidence of discharge and transitions, people over 65 and people living with dementia. */
  movingBetweenServices: (council: string) => `/councils/${council}/measures/moving`,
  currentPack: (council: string) => `/councils/${council}/packs/current.pdf`,
  /** The current board paper, as a PDF of two pages. */
  boardPaper: (council: string) => `/councils/${council}/board-paper.pdf`,
  /** The links to papers that were kept. */
  paperLinks: (council: string) => `/councils/${council}/board-papers`,
  addPaperLink: (council: string) => `/councils/${council}/board-papers/new`,
  /** One of them, to withdraw it. */
  paperLink: (council: string, link: string) => `/councils/${council}/board-papers/${link}`,
  /** A board paper for anyone who has its link. */
  linkedPaper: (token: string) => `/papers/${token}`,
  linkedPaperPdf: (token: string) => `/papers/${token}/board-paper.pdf`,
  activity: (council: string, { page, ...filter }: ActivityFilters & { readonly page?: number } = {}) =>
    `/councils/${council}/activity${queryString({ ...activityQuery(filter), page: omitDefault(1, page) })}`,
  activityExport: (council: string, filter: ActivityFilters = {}) =>
    `/councils/${council}/activity/export.csv${queryString(activityQuery(filter))}`,
  activityEntry: (council: string, seq: number) => `/councils/${council}/activity/${seq}`,
  members: (council: string) => `/councils/${council}/members`,
  inviteMember: (council: string) => `/councils/${council}/members/new`,
  member: (council: string, person: string) => `/councils/${council}/members/${person}`,
  /** An invitation that is not accepted yet. */
  invitation: (council: string, invitation: string) =>
    `/councils/${council}/members/invitations/${invitation}`,
  /** What may be shown beside other councils. */
  sharing: (council: string) => `/councils/${council}/sharing`,
  /** The challenge scores of a statement, and the form that gives one. */
  challenge: (council: string, statement: StatementId) =>
    `/councils/${council}/assessment/${statement}/challenge`,
  /** How the open assessment is challenged. */
  challengeSettings: (council: string) => `/councils/${council}/assessment/challenge-settings`,
  notices: (council: string, { page }: { page?: number } = {}) =>
    `/councils/${council}/notices${queryString({ page: omitDefault(1, page) })}`,
  myWork: (council: string) => `/councils/${council}/my-work`,
  statementPeople: (council: string, statement: StatementId) =>
    `/councils/${council}/assessment/${statement}/people`,
} as const;

/** What a page shows by itself is not said in its address. */
function omitDefault<T>(usual: T, value: T): T | undefined {
  return value === usual ? undefined : value;
}

function activityQuery({ statement, evidence, person, kind, from, to }: ActivityFilters) {
  return { statement, evidence, person, kind, from, to };
}

function resultsQuery({ type, region, rating, pilots }: ResultsFilters) {
  return { type, region, rating, pilots };
}

function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, String(value));
  return query.size > 0 ? `?${query}` : '';
}
