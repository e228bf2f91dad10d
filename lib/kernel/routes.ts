import type { StatementId } from '#lib/frameworks/framework.ts';
import { href } from '#lib/kernel/href.ts';

/** The length of a file handler's answer, for the server: see lib/tasks/serve.ts. */
export const LENGTH_HEADER = 'x-answer-length';
/** Marks an answer of a service at capacity, so that a browser is shown the page for it. */
export const BUSY_HEADER = 'x-answer-busy';

/** What the person entered, for the page that replaces the handler's answer: see lib/tasks/failure-page.ts. */
export const ENTERED_HEADER = 'x-answer-entered';

/** `all`: the whole list as one page. */
type EvidenceFilters = {
  readonly words?: string | undefined;
  readonly category?: string | undefined;
  readonly statement?: StatementId | undefined;
  /** Only withdrawn items. */
  readonly withdrawn?: boolean | undefined;
  /** Only items past the council's retention. */
  readonly due?: boolean | undefined;
  readonly page?: number | 'all' | undefined;
};

type MeasureFilters = Omit<EvidenceFilters, 'category' | 'withdrawn' | 'due'> & {
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
/** `since`: the day, `2026-11-21`, after which the moves are listed. */
export const movement = (council: string, { since }: { since?: string } = {}) =>
  href('/councils/[council]/movement', { council }, { since });
export const movementExport = (council: string) =>
  href('/councils/[council]/movement/export.csv', { council });
/** Trial scores by statement; for a scenario to be overwritten, the version that the person saw. */
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
export const evidence = (
  council: string,
  { words, category, statement, withdrawn, due, page }: EvidenceFilters = {},
) =>
  href(
    '/councils/[council]/evidence',
    { council },
    {
      words,
      category,
      statement,
      withdrawn: withdrawn ? 'yes' : undefined,
      due: due ? 'yes' : undefined,
      page: omitDefault(1, page),
    },
  );
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
export const evidenceItem = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]', { council, reference });
export const editEvidence = (council: string, reference: string) =>
  href('/councils/[council]/evidence/[reference]/edit', { council, reference });
/** `kept`: a form that was refused. */
export const replaceEvidence = (council: string, reference: string, kept?: string) =>
  href('/councils/[council]/evidence/[reference]/replace', { council, reference }, { kept });
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
/** Measures and evidence of discharge and transitions, people over 65 and people living with dementia. */
export const movingBetweenServices = (council: string) =>
  href('/councils/[council]/measures/moving', { council });
/** Everything that can be downloaded, and what has been. */
export const reports = (council: string) => href('/councils/[council]/reports', { council });
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
