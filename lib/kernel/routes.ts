import type { StatementId } from '#lib/frameworks/framework.ts';
import { href, type Query } from '#lib/kernel/href.ts';

/** The length of a file handler's answer, for the server: see lib/tasks/serve.ts. */
export const LENGTH_HEADER = 'x-answer-length';
/** Marks an answer of a service at capacity, so that a browser is shown the page for it. */
export const BUSY_HEADER = 'x-answer-busy';

/** What the person entered, for the page that replaces the handler's answer: see lib/tasks/failure-page.ts. */
export const ENTERED_HEADER = 'x-answer-entered';

/** A view of the evidence list: see lib/record/evidence/view.ts. `page` `all`: the whole list as one page. */
type EvidenceQuery = Query & { readonly page?: number | 'all' | undefined };

type MeasureFilters = {
  readonly words?: string | undefined;
  readonly statement?: StatementId | undefined;
  readonly page?: number | 'all' | undefined;
  attention?: 'yes' | undefined;
};

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

type PlaceInFile = {
  readonly page?: number | undefined;
  readonly version?: number | undefined;
  readonly as?: 'pages' | 'text' | undefined;
};

/** What of a visit can be exported. */
export type VisitFile = 'sessions' | 'requests' | 'heard';

type FindingsFilters = {
  readonly state?: string | undefined;
  readonly source?: string | undefined;
  readonly severity?: string | undefined;
  readonly statement?: StatementId | undefined;
  readonly page?: number | undefined;
};

type FigureOfHelp = { readonly figure?: string | undefined; readonly framework?: string | undefined };

type ResultsFilters = {
  readonly type?: string | undefined;
  readonly region?: string | undefined;
  readonly rating?: string | undefined;
  readonly pilots?: string | undefined;
  readonly sort?: string | undefined;
};

/** Query parameter that names a success message. lib/platform/forms/flash.ts shows it once. */
export const FLASH_PARAMETER = 'done';

/** Id of the part of an evidence item's page that shows its file. */
export const PREVIEW = 'preview';

/** Id of a statement's comments on the page of a closed cycle. */
export const commentsAnchor = (statement: StatementId) => `comments-${statement}`;

// Named addresses, for those used in several files. An address used by one noun is made there with `href`. Either way,
// an address that does not exist in `app` does not compile.

/** The person's council or, if they belong to several, the list of them. */
export const home = '/';
export const signIn = '/sign-in';
export const join = '/join';
/** One's own password and sessions. */
export const account = '/account';
export const accessibility = '/accessibility';
export const privacy = '/privacy';
export const cookies = '/cookies';
export const help = '/help';
/** Whether a file is a pack as it left a council: the answer about a fingerprint, if there is one. */
export const checkPack = ({ fingerprint }: { fingerprint?: string } = {}) =>
  href('/check-a-pack', {}, { fingerprint });
/** The help of one task, or `figures`: see lib/help. */
export const helpTopic = (topic: string) => href('/help/[topic]', { topic });
/** How figures are worked out: one of them, or all, in a framework. */
export const helpFigures = ({ figure, framework }: FigureOfHelp = {}) =>
  `${href('/help/figures', {}, { framework })}${figure === undefined ? '' : `#${figure}`}`;
export const councils = '/councils';
/** A person's councils, by name unless sorted otherwise; and the same as a file. */
export const compareCouncils = ({ sort }: { sort?: string } = {}) =>
  href('/councils', {}, { sort: omitDefault('name', sort) });
export const exportCouncils = ({ sort }: { sort?: string } = {}) =>
  href('/councils/export.csv', {}, { sort: omitDefault('name', sort) });
export const council = (council: string) => href('/councils/[council]', { council });
/** Id of the part of `figures` that explains the score. */
export const WORKING = 'working';
/** Every figure of the summary in tables, and how the score is worked out. */
export const figures = (council: string) => href('/councils/[council]/figures', { council });
/** The summary as slides. */
export const meeting = (council: string) => href('/councils/[council]/meeting', { council });
export const working = (council: string) => `${figures(council)}#${WORKING}`;
export const overviewExport = (council: string) => href('/councils/[council]/overview.csv', { council });
export const strength = (council: string) => href('/councils/[council]/strength', { council });
export const strengthExport = (council: string) =>
  href('/councils/[council]/strength/export.csv', { council });
/** The evidence of each statement by category, or by who it came from. */
export const coverage = (council: string, { by }: { by?: string | undefined } = {}) =>
  href('/councils/[council]/coverage', { council }, { by: omitDefault('category', by) });
export const coverageExport = (council: string, { by }: { by?: string | undefined } = {}) =>
  href('/councils/[council]/coverage/export.csv', { council }, { by: omitDefault('category', by) });
/** `since`: the day, `2026-11-21`, after which the moves are listed. */
export const movement = (council: string, { since }: { since?: string } = {}) =>
  href('/councils/[council]/movement', { council }, { since });
export const movementExport = (council: string) =>
  href('/councils/[council]/movement/export.csv', { council });
/** Trial scores by statement; for a scenario to be overwritten, the version that the person saw. */
// The improvement plan: its stage of support, and the plan as a whole.
export const supportStages = (council: string) => href('/councils/[council]/improvement/stages', { council });
/** `kind`: what it is filled in with. */
export const addStage = (council: string, kind?: string) =>
  href('/councils/[council]/improvement/stages/new', { council }, { kind });
export const stage = (council: string, number: number) =>
  href('/councils/[council]/improvement/stages/[stage]', { council, stage: number });
export const addLetter = (council: string, stageNumber: number) =>
  href('/councils/[council]/improvement/stages/[stage]/letters/new', { council, stage: stageNumber });
export const letter = (council: string, stageNumber: number, number: number) =>
  href('/councils/[council]/improvement/stages/[stage]/letters/[letter]', {
    ...{ council, stage: stageNumber, letter: number },
  });
export const aboutPlan = (council: string) => href('/councils/[council]/improvement/about', { council });
export const planCompleteness = (council: string) =>
  href('/councils/[council]/improvement/completeness', { council });
export const planForecast = (council: string) =>
  href('/councils/[council]/improvement/forecast', { council });
export const planChanges = (council: string, since?: string) =>
  href('/councils/[council]/improvement/changes', { council }, { since });
export const planProgressPdf = (council: string, since?: string) =>
  href('/councils/[council]/improvement/progress.pdf', { council }, { since });
export const planExport = (council: string) =>
  href('/councils/[council]/improvement/export.csv', { council });
export const importPlan = (council: string) => href('/councils/[council]/improvement/import', { council });
export const planPdf = (council: string) => href('/councils/[council]/improvement/plan.pdf', { council });
/** `choice`: what is chosen to be published, to change it. */
export const publishPlan = (council: string, choice: Query = {}) =>
  href('/councils/[council]/improvement/publish', { council }, choice);
/** The links to the plan: to what is published, and to the view of an improvement board. */
export const planLinks = (council: string) => href('/councils/[council]/improvement/links', { council });
export const addPlanLink = (council: string, plan: 'public' | 'board') =>
  href('/councils/[council]/improvement/links/new', { council }, { for: plan });
export const planLink = (council: string, link: string) =>
  href('/councils/[council]/improvement/links/[link]', { council, link });
/** The published plan for anyone who has a link to it, and the plan as it is now for an improvement board. */
export const linkedPlan = (token: string) => href('/improvement-plans/[token]', { token });
export const linkedPlanPdf = (token: string) => href('/improvement-plans/[token]/plan.pdf', { token });
export const linkedBoard = (token: string) => href('/improvement-boards/[token]', { token });

export const whatIf = (
  council: string,
  scores: Readonly<Partial<Record<StatementId, number>>> = {},
  scenario?: { readonly number: number; readonly version: number } | undefined,
) =>
  href(
    '/councils/[council]/what-if',
    { council },
    { ...scores, scenario: scenario?.number, version: scenario?.version },
  );
/** All scenarios beside the current scores. */
export const scenarios = (council: string) => href('/councils/[council]/what-if/scenarios', { council });
export const scenariosExport = (council: string) =>
  href('/councils/[council]/what-if/scenarios/export.csv', { council });
export const scenario = (council: string, number: number) =>
  href('/councils/[council]/what-if/scenarios/[number]', { council, number });
export const removeScenario = (council: string, number: number) =>
  href('/councils/[council]/what-if/scenarios/[number]/remove', { council, number });
/** The target of each statement, or the scores of a scenario to use as targets. */
export const targets = (council: string, { scenario }: { scenario?: number } = {}) =>
  href('/councils/[council]/what-if/targets', { council }, { scenario });

// The improvement plan.

/** The plan, as a table unless another view is asked for, with its filters. */
export const improvement = (council: string, { view, ...filter }: Query = {}) =>
  href('/councils/[council]/improvement', { council }, { view: omitDefault('table', view), ...filter });
export const action = (council: string, action: number) =>
  href('/councils/[council]/improvement/actions/[action]', { council, action });
/** A new action that answers a finding, reaches a target or a score of a scenario, or improves a statement. */
export const addAction = (
  council: string,
  from: { finding?: number; statement?: StatementId; score?: number; scenario?: number } = {},
) => href('/councils/[council]/improvement/actions/new', { council }, from);
export const editAction = (council: string, action: number) =>
  href('/councils/[council]/improvement/actions/[action]/edit', { council, action });
export const updateAction = (council: string, action: number) =>
  href('/councils/[council]/improvement/actions/[action]/progress', { council, action });
export const addMilestone = (council: string, action: number) =>
  href('/councils/[council]/improvement/actions/[action]/milestones/new', { council, action });
/** A milestone, or the question whether to remove it. */
export const milestone = (
  council: string,
  action: number,
  milestone: number,
  { remove }: { remove?: 'yes' } = {},
) =>
  href(
    '/councils/[council]/improvement/actions/[action]/milestones/[milestone]',
    { council, action, milestone },
    { remove },
  );
/** What was found, under the filters of lib/record/findings/filter.ts. */
export const findings = (council: string, { page, ...filter }: FindingsFilters = {}) =>
  href('/councils/[council]/improvement/findings', { council }, { ...filter, page: omitDefault(1, page) });
/** `report`: the number of the report that says it. */
export const addFinding = (
  council: string,
  from: {
    readonly report?: number | undefined;
    readonly statement?: StatementId | undefined;
    readonly source?: string | undefined;
  } = {},
) => href('/councils/[council]/improvement/findings/new', { council }, from);
export const finding = (council: string, finding: number) =>
  href('/councils/[council]/improvement/findings/[finding]', { council, finding });
/** CQC's reports on the council itself. */
export const publishedReports = (council: string) =>
  href('/councils/[council]/improvement/reports', { council });
export const addPublishedReport = (council: string, query: { framework?: string | undefined } = {}) =>
  href('/councils/[council]/improvement/reports/new', { council }, query);
/** A report beside what was signed before the visit. */
export const publishedReport = (council: string, report: number) =>
  href('/councils/[council]/improvement/reports/[report]', { council, report });
export const editPublishedReport = (council: string, report: number) =>
  href('/councils/[council]/improvement/reports/[report]/edit', { council, report });

export const assessment = (council: string) => href('/councils/[council]/assessment', { council });
export const statement = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]', { council, statement });
/** The council's own questions for a statement. */
export const statementPrompts = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/prompts', { council, statement });
/** A statement's page with one draft in its form, or with the saved text. */
export const statementDraft = (council: string, statement: StatementId, draft: string) =>
  href('/councils/[council]/assessment/[statement]', { council, statement }, { draft });
/** A statement's page with the text of an earlier version in its form. */
export const restoreText = (council: string, statement: StatementId, version: number) =>
  href('/councils/[council]/assessment/[statement]', { council, statement }, { restore: version });
/** A statement's page with evidence found for it. */
export const findEvidence = (council: string, statement: StatementId, words: string) =>
  `${href('/councils/[council]/assessment/[statement]', { council, statement }, { find: omitDefault('', words) })}#evidence`;
export const keepDraft = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/draft', { council, statement });
export const discardDraft = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/draft/discard', { council, statement });
export const review = (council: string) => href('/councils/[council]/review', { council });
/** The form of the review's next step. */
export const reviewDecision = (council: string) => `${review(council)}#decide`;
/** The open assessment in full, as its next signature would keep it. */
export const reviewContent = (council: string) => href('/councils/[council]/review/content', { council });
export const signedVersion = (council: string, cycle: number, version: number) =>
  href('/councils/[council]/review/cycles/[cycle]/versions/[version]', { council, cycle, version });
export const signedPack = (council: string, cycle: number, version: number) =>
  href('/councils/[council]/review/cycles/[cycle]/versions/[version]/pack.pdf', {
    council,
    cycle,
    version,
  });
export const cycles = (council: string) => href('/councils/[council]/cycles', { council });
/** A lead's request to close the open cycle, and what would end with it. */
export const closing = (council: string) => href('/councils/[council]/cycles/closing', { council });
export const declineClosing = (council: string) =>
  href('/councils/[council]/cycles/closing/decline', { council });
/** The frameworks that assessments are scored against. */
export const frameworks = (council: string) => href('/councils/[council]/cycles/frameworks', { council });
export const undoClosing = (council: string) => href('/councils/[council]/cycles/undo', { council });
export const startAssessment = (council: string) => href('/councils/[council]/cycles/start', { council });
/** A closed cycle by its number. */
export const cycle = (council: string, number: number) =>
  href('/councils/[council]/cycles/[number]', { council, number });
export const cycleComments = (council: string, number: number, statement: StatementId) =>
  `${href('/councils/[council]/cycles/[number]', { council, number })}#${commentsAnchor(statement)}`;
export const cyclePack = (council: string, number: number) =>
  href('/councils/[council]/cycles/[number]/pack.pdf', { council, number });
/** Two cycles side by side, each as lib/work/cycles/rules.ts writes it. */
export const compareCycles = (council: string, { from, to }: { from?: string; to?: string } = {}) =>
  href('/councils/[council]/cycles/compare', { council }, { from, to });
export const evidence = (council: string, { page, ...view }: EvidenceQuery = {}) =>
  href('/councils/[council]/evidence', { council }, { ...view, page: omitDefault(1, page) });
/** The whole list in that view, as a file. */
export const exportEvidence = (council: string, view: Query) =>
  href('/councils/[council]/evidence/export.csv', { council }, view);
/** To change many items: those of the view, or `items` as lib/record/batches/rules.ts writes them. */
export const changeMany = (council: string, query: Query = {}) =>
  href('/councils/[council]/evidence/many', { council }, query);
/** What a change of many did, and undoing it. `view`: the list to go back to. */
export const batch = (council: string, batch: string, view: Query = {}) =>
  href('/councils/[council]/evidence/many/[batch]', { council, batch }, view);
/** A saved view, by its query: see lib/record/views/rules.ts. */
export const savedView = (council: string, query: string) =>
  `${evidence(council)}${query === '' ? '' : `?${query}`}`;
/** The saved views, and saving that one. */
export const savedViews = (council: string, view: Query = {}) =>
  href('/councils/[council]/evidence/views', { council }, view);
export const changeSavedView = (council: string, view: string) =>
  href('/councils/[council]/evidence/views/[view]', { council, view });
export const addEvidence = (council: string, { statement, way, words, page, kept }: AddEvidence = {}) =>
  href(
    '/councils/[council]/evidence/new',
    { council },
    { statement, way: omitDefault('files', way), words, page: omitDefault(1, page), kept },
  );
export const uploadEvidence = (council: string) => href('/councils/[council]/evidence/upload', { council });
/** A note, written here. */
export const addNote = (council: string, statement?: StatementId) =>
  href('/councils/[council]/evidence/new/note', { council }, { statement });
/** To write the transcript of a recording. */
export const addTranscript = (council: string, recording: string) =>
  href('/councils/[council]/evidence/new/note', { council }, { transcript: recording });
/** Several files at once: the page that sends them, and the one with the questions about them. */
export const addFiles = (council: string, statement?: StatementId) =>
  href('/councils/[council]/evidence/new/files', { council }, { statement });
export const answerUploads = (council: string, statement?: StatementId) =>
  href('/councils/[council]/evidence/new/files/answers', { council }, { statement });
/** Where files are sent that can be continued after an interruption. */
export const uploads = (council: string) => href('/councils/[council]/evidence/uploads', { council });
/** Takes the file that replaces an item's. */
export const uploadReplacement = (council: string, reference: string) =>
  href('/councils/[council]/evidence/upload/[reference]', { council, reference });
/**
 * `page`, `version`: of its file, shown on the page. By default the first page of the newest version. `as`: how an
 * office file is shown, if it can be shown in both ways. The pages of its text are other ones.
 */
export const evidenceItem = (council: string, reference: string, { page, version, as }: PlaceInFile = {}) =>
  `${href('/councils/[council]/evidence/[reference]', { council, reference }, { page, version, as })}${page === undefined && version === undefined ? '' : `#${PREVIEW}`}`;
export const editEvidence = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]/edit', { council, reference });
/** `kept`: a form that was refused. */
export const replaceEvidence = (council: string, reference: string, kept?: string) =>
  href('/councils/[council]/evidence/[reference]/replace', { council, reference }, { kept });
/** What two versions of an item's file say, compared. */
export const compareVersions = (council: string, reference: string, from: number, to: number) =>
  href('/councils/[council]/evidence/[reference]/compare', { council, reference }, { from, to });
export const withdrawEvidence = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]/withdraw', { council, reference });
export const holdEvidence = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]/hold', { council, reference });
export const eraseEvidence = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]/erase', { council, reference });
/** One item as one statement uses it. */
export const evidenceUse = (council: string, statement: StatementId, reference: string) =>
  href('/councils/[council]/assessment/[statement]/evidence/[reference]', {
    council,
    statement,
    reference,
  });
/** What a search beside a statement for `words` in the query finds, as JSON. */
export const citableEvidence = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/citable', { council, statement });
/** The comments on a statement or, by its reference, on an item; with one to answer or to delete. */
export const comments = (
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
      );
/** One page of an item's file as a picture; of the newest version, or of another. */
export const evidencePage = (council: string, reference: string, page: number, version?: number) =>
  href('/councils/[council]/evidence/[reference]/pages/[page]', { council, reference, page }, { version });
/** The newest version of an item's file, or another. `as`: a picture converted to JPEG. */
export const evidenceFile = (council: string, reference: string, version?: number, as?: 'jpeg') =>
  href('/councils/[council]/evidence/[reference]/file', { council, reference }, { version, as });
export const results = (council: string, filter: ResultsFilters = {}) =>
  href('/councils/[council]/results', { council }, resultsQuery(filter));
export const resultsExport = (council: string, filter: ResultsFilters = {}) =>
  href('/councils/[council]/results/export.csv', { council }, resultsQuery(filter));
/** The published result of the council with that GSS code, its source and any correction. */
export const councilResults = (council: string, gssCode: string, remove?: string) =>
  href('/councils/[council]/results/[authority]', { council, authority: gssCode }, { remove });
export const importResults = (council: string) => href('/councils/[council]/results/import', { council });
export const measures = (council: string, { words, statement, attention, page }: MeasureFilters = {}) =>
  href(
    '/councils/[council]/measures',
    { council },
    { words, statement, attention, page: omitDefault(1, page) },
  );
export const measure = (council: string, measure: string) =>
  href('/councils/[council]/measures/[measure]', { council, measure });
export const addMeasure = (council: string) => href('/councils/[council]/measures/new', { council });
export const editMeasure = (council: string, measure: string) =>
  href('/councils/[council]/measures/[measure]/edit', { council, measure });
/** A new value of a measure; one to change; or one to remove. */
export const measureValue = (
  council: string,
  measure: string,
  { value, remove }: { value?: string; remove?: string } = {},
) => href('/councils/[council]/measures/[measure]/value', { council, measure }, { value, remove });
export const measureTarget = (council: string, measure: string) =>
  href('/councils/[council]/measures/[measure]/target', { council, measure });
/** The values of one measure, or of all, as a file that can be read in again. */
export const measureExport = (council: string, measure?: string) =>
  measure === undefined
    ? href('/councils/[council]/measures/export.csv', { council })
    : href('/councils/[council]/measures/[measure]/export.csv', { council, measure });
export const importMeasures = (council: string) => href('/councils/[council]/measures/import', { council });
/** What cuts across statements: every topic, and one. */
export const topics = (council: string) => href('/councils/[council]/topics', { council });
export const topic = (council: string, topic: string) =>
  href('/councils/[council]/topics/[topic]', { council, topic });
/** Topics of the council's own. */
export const addTopic = (council: string) => href('/councils/[council]/topics/new', { council });
export const editTopic = (council: string, topic: string) =>
  href('/councils/[council]/topics/[topic]/edit', { council, topic });
/** What is due in a month, such as `2026-12`. */
export const calendar = (
  council: string,
  { month, view, mine }: { month?: string; view?: 'list' | undefined; mine?: 'yes' | undefined } = {},
) => href('/councils/[council]/calendar', { council }, { month, view, mine });
/** Inspections of the council, and practice for them. */
export const inspections = (council: string) => href('/councils/[council]/inspections', { council });
export const startInspection = (council: string) => href('/councils/[council]/inspections/new', { council });
/** One inspection with its timeline. */
export const inspection = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]', { council, number });
export const changeInspection = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/edit', { council, number });
export const finishInspection = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/finish', { council, number });
/** Who may see the cases and the draft report of an inspection. */
export const namedPeople = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/people', { council, number });
/** Links to the dates of an inspection, for calendar programs. */
export const feeds = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/feed', { council, number });
/** Withdraws such a link. */
export const feedLink = (council: string, number: number, link: string) =>
  href('/councils/[council]/inspections/[number]/feed/[link]', { council, number, link });
/** The cases that CQC tracks in an inspection, and what their register is for. */
export const cases = (council: string, number: number, { state }: { state?: string } = {}) =>
  href('/councils/[council]/inspections/[number]/cases', { council, number }, { state });
export const caseRegister = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/register', { council, number });
export const addCase = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/new', { council, number });
/** `remove`: to remove it. */
export const trackedCase = (
  council: string,
  number: number,
  of: number,
  { remove }: { remove?: 'yes' } = {},
) => href('/councils/[council]/inspections/[number]/cases/[case]', { council, number, case: of }, { remove });
export const importCases = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/import', { council, number });
export const caseExport = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/export.csv', { council, number });
export const deleteCases = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/delete', { council, number });
export const drawCases = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/cases/draws/new', { council, number });
/** One draw, and how to repeat it. */
export const caseDraw = (council: string, number: number, draw: number) =>
  href('/councils/[council]/inspections/[number]/cases/draws/[draw]', { council, number, draw });
export const caseDrawExport = (council: string, number: number, draw: number) =>
  href('/councils/[council]/inspections/[number]/cases/draws/[draw]/export.csv', { council, number, draw });
/** Reflective logs of an inspection. */
export const caseLogs = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/logs', { council, number });
/** All of them on one page, to print. */
export const caseLogsInFull = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/logs/all', { council, number });
export const startCaseLog = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/logs/new', { council, number });
export const caseLog = (council: string, number: number, log: number) =>
  href('/councils/[council]/inspections/[number]/logs/[log]', { council, number, log });
export const editCaseLog = (council: string, number: number, log: number) =>
  href('/councils/[council]/inspections/[number]/logs/[log]/edit', { council, number, log });
export const caseLogExport = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/logs/export.csv', { council, number });
export const addInspectionStep = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/steps/new', { council, number });
/** One step; `remove`: to remove it. */
export const inspectionStep = (
  council: string,
  number: number,
  step: string,
  { remove }: { remove?: 'yes' } = {},
) => href('/councils/[council]/inspections/[number]/steps/[step]', { council, number, step }, { remove });
/** Starts a list of what an inspection asks for. */
export const addReturn = (council: string, number: number) =>
  href('/councils/[council]/inspections/[number]/returns/new', { council, number });
type ReturnFilters = {
  readonly owner?: string | undefined;
  readonly state?: string | undefined;
  readonly statement?: string | undefined;
  readonly page?: number | undefined;
};
/** One list: an information return, or a later request. */
export const returnList = (council: string, number: number, list: number, filter: ReturnFilters = {}) =>
  href('/councils/[council]/inspections/[number]/returns/[list]', { council, number, list }, filter);
export const changeReturn = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/edit', { council, number, list });
/** Starts the inspection that a rehearsal was for, with its list. */
export const startForReal = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/again', { council, number, list });
export const importReturn = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/import', { council, number, list });
/** What changed from one version of a list to another. */
export const returnVersions = (
  council: string,
  number: number,
  list: number,
  { from, to }: { from?: number; to?: number } = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/returns/[list]/versions',
    { council, number, list },
    { from, to },
  );
/** What to do with the items that were selected in a list. */
export const returnSelected = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/selected', { council, number, list });
type AnswerQuery = {
  /** The kind of answer to add. */
  readonly add?: string | undefined;
  readonly words?: string | undefined;
  /** The answer to change, or with `remove` to remove. */
  readonly answer?: string | undefined;
  readonly remove?: 'yes' | undefined;
};
export const returnItem = (
  council: string,
  number: number,
  list: number,
  item: number,
  query: AnswerQuery = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/returns/[list]/items/[item]',
    { council, number, list, item },
    query,
  );
/** How far a list is, by owner and by day. */
export const returnReadiness = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/readiness', { council, number, list });
export const sendReturn = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/sent', { council, number, list });
export const returnExport = (council: string, number: number, list: number) =>
  href('/councils/[council]/inspections/[number]/returns/[list]/return.csv', { council, number, list });
/** The visit of an inspection: its sessions, what was asked for, and what was heard. */
export const visit = (council: string, inspection: number, { page }: { page?: number } = {}) =>
  href(
    '/councils/[council]/inspections/[number]/visit',
    { council, number: inspection },
    { page: omitDefault(1, page) },
  );
export const addVisitSession = (council: string, inspection: number) =>
  href('/councils/[council]/inspections/[number]/visit/sessions/new', { council, number: inspection });
export const importVisitSessions = (council: string, inspection: number) =>
  href('/councils/[council]/inspections/[number]/visit/sessions/import', { council, number: inspection });
/** One session; `remove`: to remove it. */
export const visitSession = (
  council: string,
  inspection: number,
  session: number,
  { remove }: { remove?: 'yes' } = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/visit/sessions/[session]',
    { council, number: inspection, session },
    { remove },
  );
/** The sessions of one day, to be printed. */
export const visitDay = (council: string, inspection: number, day: string) =>
  href('/councils/[council]/inspections/[number]/visit/days/[day]', { council, number: inspection, day });
/** What one person has to know. `who`: the id of a member, or a name. */
export const visitPerson = (council: string, inspection: number, who: string) =>
  href('/councils/[council]/inspections/[number]/visit/person', { council, number: inspection }, { who });
export const addVisitRequest = (council: string, inspection: number) =>
  href('/councils/[council]/inspections/[number]/visit/requests/new', { council, number: inspection });
export const visitRequest = (council: string, inspection: number, request: number) =>
  href('/councils/[council]/inspections/[number]/visit/requests/[request]', {
    council,
    number: inspection,
    request,
  });
/** What was heard, by theme; `remove`: a note to remove. */
export const visitHeard = (
  council: string,
  inspection: number,
  { remove, page }: { remove?: string; page?: number } = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/visit/heard',
    { council, number: inspection },
    { remove, page: omitDefault(1, page) },
  );
/** `session`: where it was heard. `after`: the note that was saved before. */
export const addVisitHeard = (
  council: string,
  inspection: number,
  { session, after }: { session?: number | undefined; after?: string } = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/visit/heard/new',
    { council, number: inspection },
    { session, after },
  );
/** The sessions, the requests or what was heard, as a file. */
export const visitExport = (council: string, inspection: number, what: VisitFile) =>
  href(
    '/councils/[council]/inspections/[number]/visit/export.csv',
    { council, number: inspection },
    { what },
  );
/** The draft report of an inspection, and the points on it. For its named checkers. */
export const accuracy = (council: string, inspection: number) =>
  href('/councils/[council]/inspections/[number]/accuracy', { council, number: inspection });
export const addDraftReport = (council: string, inspection: number, kept?: string) =>
  href(
    '/councils/[council]/inspections/[number]/accuracy/drafts/new',
    { council, number: inspection },
    { kept },
  );
/** Where a draft report is sent. */
export const uploadDraftReport = (council: string, inspection: number) =>
  href('/councils/[council]/inspections/[number]/accuracy/upload', { council, number: inspection });
/** A draft, to remove it. */
export const draftReport = (council: string, inspection: number, draft: number) =>
  href('/councils/[council]/inspections/[number]/accuracy/drafts/[draft]', {
    council,
    number: inspection,
    draft,
  });
export const draftReportFile = (council: string, inspection: number, draft: number) =>
  href('/councils/[council]/inspections/[number]/accuracy/drafts/[draft]/file', {
    council,
    number: inspection,
    draft,
  });
/** The words of a page of a draft. */
export const draftReportPage = (council: string, inspection: number, draft: number, page: number) =>
  href('/councils/[council]/inspections/[number]/accuracy/drafts/[draft]/pages/[page]', {
    council,
    number: inspection,
    draft,
    page,
  });
/** `page`: of the draft. */
export const addAccuracyPoint = (council: string, inspection: number, { page }: { page?: number } = {}) =>
  href(
    '/councils/[council]/inspections/[number]/accuracy/points/new',
    { council, number: inspection },
    { page },
  );
/** One point; `remove`: to remove it. */
export const accuracyPoint = (
  council: string,
  inspection: number,
  point: number,
  { remove }: { remove?: 'yes' } = {},
) =>
  href(
    '/councils/[council]/inspections/[number]/accuracy/points/[point]',
    { council, number: inspection, point },
    { remove },
  );
/** The points in the order of the pages, as a file. */
export const accuracyExport = (council: string, inspection: number, form: 'csv' | 'pdf') =>
  form === 'csv'
    ? href('/councils/[council]/inspections/[number]/accuracy/points.csv', { council, number: inspection })
    : href('/councils/[council]/inspections/[number]/accuracy/points.pdf', { council, number: inspection });
/** Everything that can be downloaded, and what has been. */
export const reports = (council: string) => href('/councils/[council]/reports', { council });
/** The packs that were asked for. */
export const packs = (council: string) => href('/councils/[council]/packs', { council });
/** `preset`: what to make, which is asked otherwise. `content`: of what, as `return-3-1`. */
export const addPack = (council: string, query: { preset?: string; content?: string } = {}) =>
  href('/councils/[council]/packs/new', { council }, query);
/** What came later than a bundle. */
export const addToPack = (council: string, number: number) =>
  href('/councils/[council]/packs/[number]/additions', { council, number });
/** `watch`: the page loads itself again until the pack is made. */
export const pack = (council: string, number: number, { watch }: { watch?: 'yes' } = {}) =>
  href('/councils/[council]/packs/[number]', { council, number }, { watch });
export const packFile = (council: string, number: number, file: string) =>
  href('/councils/[council]/packs/[number]/[file]', { council, number, file });
/** All that decides the bytes of a pack beside its content. */
export const packRecipe = (council: string, number: number) =>
  href('/councils/[council]/packs/[number]/recipe.json', { council, number });
/** Asks for a copy of a pack for somebody, with a link. */
export const sharePack = (council: string, number: number) =>
  href('/councils/[council]/packs/[number]/share', { council, number });
/** A link to a copy of a pack. */
export const packLink = (council: string, link: string) =>
  href('/councils/[council]/packs/links/[link]', { council, link });
/** A copy of a pack for anyone who has its link, and one of its files. */
export const sharedPack = (token: string, { watch }: { watch?: 'yes' } = {}) =>
  href('/shared-packs/[token]', { token }, { watch });
export const sharedPackFile = (token: string, file: string) =>
  href('/shared-packs/[token]/[file]', { token, file });
export const currentPack = (council: string) => href('/councils/[council]/packs/current.pdf', { council });
/** The current board paper, as a PDF of two pages. */
export const boardPaper = (council: string) => href('/councils/[council]/board-paper.pdf', { council });
/** The links to board papers. */
export const paperLinks = (council: string) => href('/councils/[council]/board-papers', { council });
export const addPaperLink = (council: string) => href('/councils/[council]/board-papers/new', { council });
/** One link, to withdraw it. */
export const paperLink = (council: string, link: string) =>
  href('/councils/[council]/board-papers/[link]', { council, link });
/** A board paper for anyone who has its link. */
/** The dates of an inspection as a calendar file. */
export const calendarFile = (token: string) => href('/calendars/[token]/inspection.ics', { token });
export const linkedPaper = (token: string) => href('/papers/[token]', { token });
export const linkedPaperPdf = (token: string) => href('/papers/[token]/board-paper.pdf', { token });
export const activity = (
  council: string,
  { page, ...filter }: ActivityFilters & { readonly page?: number | 'all' } = {},
) =>
  href('/councils/[council]/activity', { council }, { ...activityQuery(filter), page: omitDefault(1, page) });
export const activityExport = (council: string, filter: ActivityFilters = {}) =>
  href('/councils/[council]/activity/export.csv', { council }, activityQuery(filter));
export const activityEntry = (council: string, seq: number) =>
  href('/councils/[council]/activity/[seq]', { council, seq });
export const undoImport = (council: string, seq: number) =>
  href('/councils/[council]/activity/[seq]/undo', { council, seq });
export const members = (council: string) => href('/councils/[council]/members', { council });
export const inviteMember = (council: string) => href('/councils/[council]/members/new', { council });
export const member = (council: string, person: string) =>
  href('/councils/[council]/members/[person]', { council, person });
/** An invitation that is not accepted yet. */
export const invitation = (council: string, invitation: string) =>
  href('/councils/[council]/members/invitations/[invitation]', { council, invitation });
/** The council's look and its contact for help. */
export const settings = (council: string) => href('/councils/[council]/settings', { council });
/** The style sheet of a colour such as `#12436d`. */
export const brandStyles = (colour: string) => href('/brand/[file]', { file: `${colour.slice(1)}.css` });
/** The council's logo, by the hash of its file. */
export const logo = (council: string, hash: string) =>
  href('/councils/[council]/logo/[hash]', { council, hash });
/** What other councils may see. */
export const sharing = (council: string) => href('/councils/[council]/sharing', { council });
/** The challenge scores of a statement, and the form that gives one. */
export const challenge = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/challenge', { council, statement });
/** How challenge scores are given in the open assessment. */
export const challengeSettings = (council: string) =>
  href('/councils/[council]/assessment/challenge-settings', { council });
/** Everything of the council that has these words; `kind`: of one kind only. */
export const search = (
  council: string,
  { words, kind, page }: { words?: string; kind?: string | undefined; page?: number } = {},
) => href('/councils/[council]/search', { council }, { q: words, kind, page: omitDefault(1, page) });
export const notices = (council: string, { page }: { page?: number } = {}) =>
  href('/councils/[council]/notices', { council }, { page: omitDefault(1, page) });
export const myWork = (council: string) => href('/councils/[council]/my-work', { council });
export const statementPeople = (council: string, statement: StatementId) =>
  href('/councils/[council]/assessment/[statement]/people', { council, statement });

/** Leaves the default value of a parameter out of an address. */
function omitDefault<T>(byDefault: NoInfer<T>, value: T): T | undefined {
  return value === byDefault ? undefined : value;
}

function activityQuery({ statement, evidence, person, kind, from, to }: ActivityFilters) {
  return { statement, evidence, person, kind, from, to };
}

function resultsQuery({ type, region, rating, pilots, sort }: ResultsFilters) {
  return { type, region, rating, pilots, sort };
}
