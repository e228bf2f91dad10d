import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Client, Pool } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { ResultFileRow } from '#lib/exchange/imports/published-results.ts';
import type { ListFile, ResultFile, ValueFile } from '#lib/exchange/imports/queries.ts';
import { createPaperLink } from '#lib/exchange/papers/commands.ts';
import { getPlanToPublish } from '#lib/exchange/publications/queries.ts';
import {
  hashPublication,
  type PublicationChoice,
  proposedChoice,
  publicationOf,
} from '#lib/exchange/publications/rules.ts';
import type { PublishPlan } from '#lib/exchange/publications/schema.ts';
import { confirmClosing, startAssessment } from '#lib/history/closings/commands.ts';
import { getClosing, getStart } from '#lib/history/closings/queries.ts';
import type { ConfirmClosing, StartAssessment } from '#lib/history/closings/schema.ts';
import type { SavePlanDetails } from '#lib/insight/plan/schema.ts';
import { dateFromColumn } from '#lib/kernel/dates.ts';
import { isDatabaseUnavailable } from '#lib/kernel/errors.ts';
import { figureFromDatabase } from '#lib/kernel/figures.ts';
import { getEvidenceUse } from '#lib/pages/evidence-on-statement.ts';
import type { SignedIn } from '#lib/platform/access/context.ts';
import { type CouncilContext, memberContext } from '#lib/platform/access/context.ts';
import { ROLE_NAMES, ROLES, type Role } from '#lib/platform/access/permissions.ts';
import type { Caller } from '#lib/platform/auth/attempts.ts';
import { database } from '#lib/platform/db/client.ts';
import { read } from '#lib/platform/db/read.ts';
import { submissionOf } from '#lib/platform/db/submissions.ts';
import { env } from '#lib/platform/env.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { type ReceivedFile, receiveFile } from '#lib/platform/storage/receive.ts';
import { pdfOfPages } from '#lib/platform/storage/testing/samples.ts';
import { joinCouncil } from '#lib/record/accounts/commands.ts';
import { uploadDraft } from '#lib/record/accuracy/commands.ts';
import type { SavePoint } from '#lib/record/accuracy/schema.ts';
import type { DraftOfPage } from '#lib/record/assessments/draft-rows.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import type { StatementAnswers } from '#lib/record/assessments/rules.ts';
import type { SaveStatement } from '#lib/record/assessments/schema.ts';
import type { SaveLog } from '#lib/record/case-logs/schema.ts';
import { NEW_CASE } from '#lib/record/cases/rules.ts';
import type { CaseInput, RegisterInput } from '#lib/record/cases/schema.ts';
import type { GiveChallenge } from '#lib/record/challenge/schema.ts';
import { type AddFileResult, addFile, addLink, explainEvidence } from '#lib/record/evidence/commands.ts';
import { fingerprintOfUse } from '#lib/record/evidence/fingerprint.ts';
import { NO_FURTHER_DETAILS } from '#lib/record/evidence/rules.ts';
import type { AddLink, EvidenceUse, UploadDetails } from '#lib/record/evidence/schema.ts';
import type { ExplainResult } from '#lib/record/evidence/use-rows.ts';
import type { SaveFinding } from '#lib/record/findings/schema.ts';
import type { SaveAction, SaveMilestone, UpdateAction } from '#lib/record/improvement/schema.ts';
import { namePerson } from '#lib/record/inspections/commands.ts';
import type { NamedPart } from '#lib/record/inspections/named.ts';
import { listInspections } from '#lib/record/inspections/queries.ts';
import type { StartInspection, StepInput } from '#lib/record/inspections/schema.ts';
import { LINK_DAYS, lastDayAfter } from '#lib/record/links/rules.ts';
import type { LinkInput } from '#lib/record/links/schema.ts';
import { type AddMeasureResult, addMeasure, saveValue } from '#lib/record/measures/commands.ts';
import { getMeasure } from '#lib/record/measures/queries.ts';
import type { MeasureInput, MeasureValueInput } from '#lib/record/measures/schema.ts';
import { type IssuedCode, inviteMember } from '#lib/record/members/commands.ts';
import { listInvitations } from '#lib/record/members/queries.ts';
import type { InviteMember } from '#lib/record/members/schema.ts';
import type { SaveReport } from '#lib/record/published-reports/schema.ts';
import { RESULT_COLUMNS, type ResultColumn } from '#lib/record/results/import-columns.ts';
import type { AnswerInput, StartReturn } from '#lib/record/returns/schema.ts';
import type { SaveLetter, SaveStage } from '#lib/record/support-stages/schema.ts';
import { saveTopic } from '#lib/record/topics/commands.ts';
import type { TopicInput } from '#lib/record/topics/schema.ts';
import { checkUpload } from '#lib/record/uploads/check-upload.ts';
import { beginUpload, type NewUpload } from '#lib/record/uploads/commands.ts';
import type { NoteHeard, SaveRequest, SaveSession } from '#lib/record/visits/schema.ts';
import type { StatementId } from '#lib/scoring/index.ts';
import { ownerClient } from '#lib/tasks/owner.ts';
import { insertCouncil, insertMember, insertPerson } from '#lib/tasks/set-up.ts';
import { loadPeople, type PeopleOfStatements } from '#lib/work/assignments/queries.ts';
import { addComment } from '#lib/work/comments/commands.ts';
import { listThreads } from '#lib/work/comments/queries.ts';
import type { CommentSubject } from '#lib/work/comments/rules.ts';
import type { AddComment } from '#lib/work/comments/schema.ts';
import { type CompareResult, getComparison } from '#lib/work/cycles/queries.ts';
import type { Point } from '#lib/work/cycles/rules.ts';
import { proposeAssessment, signAssessment } from '#lib/work/reviews/commands.ts';
import { getReview } from '#lib/work/reviews/queries.ts';
import { gapCount } from '#lib/work/reviews/rules.ts';
import { atFileEnd } from '#tests/setup/connections.ts';

/** A council for one test, with a member in each role. */
export type TestCouncil = {
  readonly id: string;
  readonly slug: string;
  readonly as: Readonly<Record<Role, CouncilContext>>;
};

/** A caller with a network address, in a known browser or a new one. */
export function callerAt(address: string, device: string | null = null): Caller {
  return { address, device, requestId: 'request-of-a-caller' };
}

/** The same person sending that form. Sent again, its writes happen once. */
export function withSubmission(context: CouncilContext, form: string): CouncilContext {
  return { ...context, submission: submissionOf(form, 'test', []) };
}

/** The same person, signed in on their own browser. */
export async function signedInAs({ person }: Pick<CouncilContext, 'person'>): Promise<SignedIn> {
  const { id } = await database().session.create({
    data: { personId: person.id, address: '192.0.2.1' },
    select: { id: true },
  });
  return { sessionId: id, person, memberships: [] };
}

/** Invites a new person. Returns their code and invitation id. */
export async function makeInvitation(
  admin: CouncilContext,
  given: Partial<InviteMember> = {},
): Promise<IssuedCode & { readonly id: string }> {
  const input = {
    name: 'Sam Patel',
    email: `${randomUUID()}@council.example`,
    role: 'reader',
    ...given,
  } as const;
  const invited = await inviteMember(admin, input);
  if (invited.outcome !== 'invited') throw new Error(`Nobody was invited: ${invited.outcome}`);
  const found = (await listInvitations(admin)).find(({ email }) => email === input.email);
  if (!found) throw new Error('The invitation is not in the list');
  return { ...invited.issued, id: found.id };
}

/** Adds a member of one council to another. They keep the password that tests sign in with. */
export async function addMembership(
  admin: CouncilContext,
  member: Pick<CouncilContext, 'person'>,
  role: Role,
): Promise<void> {
  const { name, email } = member.person;
  const { code } = await makeInvitation(admin, { name, email, role });
  const [before] = await asSuperuser<{ password_hash: string }>(
    'SELECT password_hash FROM people WHERE email = $1',
    [email],
  );
  const input = { code, password: 'a password of the new member' };
  const { outcome } = await joinCouncil(await signedInAs(member), input, callerAt('192.0.2.1'), admin.now());
  if (outcome !== 'joined') throw new Error(`They did not join: ${outcome}`);
  await asSuperuser('UPDATE people SET password_hash = $1 WHERE email = $2', [before?.password_hash, email]);
}

export function ownerUrl(): string {
  return env().MIGRATION_DATABASE_URL ?? '';
}

/** The hash of an unknown password. */
const UNKNOWN_PASSWORD_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$IGnaeu51VCMoVVdIQIZwig$0Yf2WkGOcFYtnxGxjjV7nY1sE9pt1O/VJ848bz4YBoM';

let owner: ReturnType<typeof ownerClient> | undefined;

function ownerOfTests(): ReturnType<typeof ownerClient> {
  // Kept open, because connecting costs as much as making the council.
  if (!owner) {
    owner = ownerClient(ownerUrl());
    atFileEnd(async () => {
      await owner?.$disconnect();
      owner = undefined;
    });
  }
  return owner;
}

export async function makeCouncil(): Promise<TestCouncil> {
  const slug = `council-${randomBytes(6).toString('hex')}`;
  return ownerOfTests().$transaction(async (tx) => {
    const setUp = await insertCouncil(
      tx,
      { slug, name: `Council ${slug.slice(8)}`, gssCode: null, isExample: false },
      new Date(),
    );
    const contexts: [Role, CouncilContext][] = [];
    for (const role of ROLES) {
      const email = `${role}@${slug}.example`;
      const { id, name } = await insertPerson(tx, {
        email,
        name: `${ROLE_NAMES[role]} of ${slug}`,
        passwordHash: UNKNOWN_PASSWORD_HASH,
        disabledAt: null,
      });
      await insertMember(tx, setUp, { id, name }, role, new Date());
      contexts.push([
        role,
        memberContext({ council: setUp.council, role }, { id, name, email }, `request-${role}`),
      ]);
    }
    return { id: setUp.council.id, slug, as: Object.fromEntries(contexts) as Record<Role, CouncilContext> };
  });
}

/** One more member of a council in that role. */
export async function makeMember({ as }: TestCouncil, role: Role): Promise<CouncilContext> {
  const { council } = as[role];
  const email = `${randomUUID()}@${council.slug}.example`;
  return ownerOfTests().$transaction(async (tx) => {
    const person = { email, name: `Another of ${council.slug}`, passwordHash: UNKNOWN_PASSWORD_HASH };
    const { id, name } = await insertPerson(tx, { ...person, disabledAt: null });
    await insertMember(tx, as.admin, { id, name }, role, new Date());
    return memberContext({ council, role }, { id, name, email }, `request-${role}`);
  });
}

/** One more member of a council, in a role that may change nothing, named for that in these inspections. */
export async function namedPerson(
  council: TestCouncil,
  inspections: readonly number[],
  part: NamedPart,
): Promise<CouncilContext> {
  const member = await makeMember(council, 'reader');
  for (const inspection of inspections) {
    const { outcome } = await namePerson(council.as.director, {
      ...{ inspection, part, person: member.person.id },
    });
    if (outcome !== 'named') throw new Error(`They were not named: ${outcome}`);
  }
  return member;
}

/** The numbers of a council's inspections. */
export async function inspectionsIn({ as }: TestCouncil): Promise<readonly number[]> {
  return (await listInspections(as.reader)).map(({ number }) => number);
}

/**
 * What a statement of the application's role answers when that person acts in the council, and how many rows it changed.
 * Null: nobody acts, as for links and jobs of the service. For what row security shows to named people alone.
 */
export function asActing<Row extends object>(
  councilId: string,
  member: Pick<CouncilContext, 'person'> | null,
  sql: string,
  values: unknown[] = [],
): Promise<{ readonly rows: Row[]; readonly rowCount: number | null }> {
  return asApplication(councilId, async (client) => {
    if (member) await client.query("SELECT set_config('app.acting_id', $1, true)", [member.person.id]);
    return client.query<Row>(sql, values);
  });
}

const inMonths = (months: number) => {
  const now = new Date();
  return dateFromColumn(new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)));
};

/** A council's first cycle. */
export const CYCLE = {
  name: 'CQC assessment 2026 to 2027',
  startsOn: inMonths(-8),
  endsOn: inMonths(4),
  content: 'empty',
  closes: null,
  asks: false,
} as const satisfies StartAssessment;

/** Closes a cycle and starts the next, carried forward by default. A director confirms, because nothing was signed. */
export function nextCycleInput(closes: string, given: Partial<StartAssessment> = {}): StartAssessment {
  const name = 'CQC assessment 2027 to 2028';
  const period = { startsOn: inMonths(1), endsOn: inMonths(13) };
  return { name, ...period, content: 'carried', closes, asks: true, ...given };
}

/** Starts the next cycle, with a director's confirmation where needed. */
export async function startNextCycle(
  { as }: { readonly as: Pick<TestCouncil['as'], 'lead' | 'director'> },
  closes: string,
  given: Partial<StartAssessment> = {},
): Promise<void> {
  const asks = (await getStart(as.lead)).closes?.unsigned?.isAny ?? false;
  const { outcome } = await startAssessment(as.lead, nextCycleInput(closes, { asks, ...given }));
  const confirmed = asks ? await confirmClosing(as.director, await closingConfirmation(as.lead)) : null;
  if (outcome !== (asks ? 'requested' : 'started') || (confirmed && confirmed.outcome !== 'done')) {
    throw new Error(`The next cycle was not started: ${outcome}, ${confirmed?.outcome}`);
  }
}

/** The form with which a director confirms the current request. */
export async function closingConfirmation(lead: CouncilContext): Promise<ConfirmClosing> {
  const view = await getClosing(lead);
  const { id = '', step = 0, unsigned } = view?.closes ?? {};
  return { assessment: id, step, content: unsigned?.contentHash ?? '', confirmed: 'yes' };
}

/** A council with an open assessment, and that assessment's id. */
export async function makeAssessedCouncil(): Promise<TestCouncil & { readonly assessment: string }> {
  const council = await makeCouncil();
  await startAssessment(council.as.lead, CYCLE);
  const view = await getAssessment(council.as.lead);
  if (!view) throw new Error('The assessment that was started is not open');
  return { ...council, assessment: view.id };
}

export const ANSWERS: StatementAnswers = {
  score: 3,
  strengths: 'People wait 19 days.',
  improvements: 'Reviews are late.',
  impact: '79% have enough control.',
  completed: true,
};

/** Answers to save, with the reason for a change of score. */
export type AnswersInput = Partial<StatementAnswers> & Pick<SaveStatement, 'scoreReason'>;

/** A draft from a new page. */
export function draftInput(assessment: string, given: Partial<DraftOfPage> = {}): DraftOfPage {
  return {
    page: randomUUID(),
    edit: 1,
    assessment,
    version: 0,
    score: '2',
    scoreReason: '',
    strengths: 'Typed and not saved.',
    improvements: '',
    impact: '',
    completed: '',
    from: null,
    ...given,
  };
}

export function uploadDetails(given: Partial<UploadDetails> = {}): UploadDetails {
  return {
    ...NO_FURTHER_DETAILS,
    title: '',
    category: 'people',
    datedOn: '2026-06-18',
    owner: 'Performance manager',
    marking: 'OFFICIAL',
    containsPersonalData: false,
    shows: '',
    location: '',
    statement: null,
    assessment: null,
    submission: uuidv7(),
    ...given,
  };
}

export function linkDetails(given: Partial<AddLink> = {}): AddLink {
  return { ...uploadDetails(), title: 'Annual report', url: 'https://council.example/report', ...given };
}

export async function receivedFile(
  context: CouncilContext,
  name = 'notes.txt',
  text: string | Buffer = 'Notes of a meeting.\n',
): Promise<ReceivedFile> {
  const received = await receiveFile(Readable.from([Buffer.from(text)]), {
    councilId: context.council.id,
    // A different person each time, so that tests can check any number of files at once.
    personId: uuidv7(),
    name,
    maxBytes: 1024 ** 2,
  });
  if (!received.ok) throw new Error(`The file was refused: ${received.reason}`);
  return received.file;
}

export function newUpload(given: Partial<NewUpload> = {}): NewUpload {
  const id = uuidv7();
  return { id, key: id, name: 'Notes.txt', folder: '', modified: 1, bytes: 20, ...given };
}

/** A file that waits for the answers about it. Returns its id. */
export async function readyUpload(
  context: CouncilContext,
  name = 'Notes.txt',
  content: string | Uint8Array = 'Notes of a meeting.\n',
): Promise<string> {
  const bytes = Buffer.from(content as string);
  const begun = await beginUpload(context, newUpload({ name, bytes: bytes.length }));
  if (begun.outcome !== 'begun') throw new Error(`No upload was begun: ${begun.outcome}`);
  const { id } = begun;
  await fileStore().append({ councilId: context.council.id, id }, 0, Readable.from([bytes]));
  const checked = await checkUpload(context, id, new AbortController().signal);
  if (checked.outcome !== 'ready') throw new Error(`The upload is not ready: ${checked.outcome}`);
  return id;
}

/** Differences between two points in a council's cycles. */
export async function compareCycles(context: CouncilContext, from: Point, to: Point): Promise<CompareResult> {
  const { chosen } = await getComparison(context, { from, to });
  return chosen?.result ?? { outcome: 'not found' };
}

/** The state of the open assessment's review, as its page's form sends it. */
export async function decisionInput(council: TestCouncil & { readonly assessment: string }) {
  const review = await getReview(council.as.admin, new Date());
  if (!review?.content) throw new Error('No assessment is open');
  const { steps, content } = review;
  return {
    assessment: council.assessment,
    step: steps[0]?.step ?? 0,
    gaps: gapCount(content.gaps),
    gapsHash: content.gapsHash,
    content: content.contentHash,
    confirmed: 'yes',
    reason: '',
  } as const;
}

/** Proposes the assessment unchanged, with any gaps. */
export async function sendForSignOff(council: TestCouncil & { readonly assessment: string }): Promise<void> {
  const { outcome } = await proposeAssessment(council.as.lead, await decisionInput(council));
  if (outcome !== 'done') throw new Error(`It was not proposed: ${outcome}`);
}

/** Proposes and signs the assessment unchanged. Returns the hash of the signed content. */
export async function signOff(council: TestCouncil & { readonly assessment: string }): Promise<string> {
  await sendForSignOff(council);
  const input = await decisionInput(council);
  const { outcome } = await signAssessment(council.as.director, input);
  if (outcome !== 'done') throw new Error(`It was not signed: ${outcome}`);
  return input.content;
}

/** The reference of the item added. */
export function requireReference(result: AddFileResult): string {
  if (result.outcome !== 'added' && result.outcome !== 'already added') {
    throw new Error(`Nothing was added: ${result.outcome}`);
  }
  return result.reference;
}

/** Leaves this many bytes of storage, as if other files used the rest. */
export async function leaveFreeSpace(council: { readonly id: string }, bytes: number): Promise<void> {
  await asSuperuser(
    `INSERT INTO council_storage (council_id, bytes) VALUES ($1, $2)
     ON CONFLICT (council_id) DO UPDATE SET bytes = excluded.bytes`,
    [council.id, env().MAX_COUNCIL_GB * 1024 ** 3 - bytes],
  );
}

/** What an item shows in an assessment. */
export function evidenceUseInput(
  { assessment }: { readonly assessment: string },
  given: Partial<EvidenceUse> = {},
): EvidenceUse {
  return { shows: '', location: '', assessment, ...given };
}

/** Explains evidence again, from a page opened just now. */
export async function explainAgain(
  context: CouncilContext,
  reference: string,
  statement: StatementId,
  use: EvidenceUse,
): Promise<ExplainResult> {
  const opened = (await getEvidenceUse(context, statement, reference))?.use ?? use;
  return explainEvidence(context, reference, statement, {
    ...use,
    fingerprint: fingerprintOfUse(opened),
    seen: null,
  });
}

/** Evidence for a statement of the open assessment, as a page would send it. */
async function withAssessment<Given extends Partial<UploadDetails>>(
  context: CouncilContext,
  given: Given,
): Promise<Given> {
  if (!given.statement || given.assessment) return given;
  return { ...given, assessment: (await getAssessment(context))?.id ?? null };
}

/** Adds a link and returns its reference. */
export async function makeEvidenceLink(
  context: CouncilContext,
  given: Partial<AddLink> = {},
): Promise<string> {
  return requireReference(await addLink(context, linkDetails(await withAssessment(context, given))));
}

/** A new report, or with `report` one that is there. Five statements have a score, and one a text. */
export function reportInput(given: Partial<SaveReport> = {}): SaveReport {
  return {
    ...{ report: 0, version: 0, resultKind: 'first', resultStatus: 'published', framework: 'cqc-2023' },
    ...{ publishedOn: '2026-06-12', visitedOn: '2026-03-10', url: '', rating: 'good', score: null },
    ...{ scores: '23332----', statements: [{ statement: 'QS1', says: 'People wait.', page: 14 }], ...given },
  };
}

/** A new finding of an audit, or with `finding` one that is there. */
export function findingInput(given: Partial<SaveFinding> = {}): SaveFinding {
  return {
    ...{ finding: 0, version: 0, found: 'People wait.', findingSource: { source: 'audit', report: null } },
    ...{ document: '', sourcePage: null, reference: null, foundOn: '2026-06-12', ofStatement: 'QS1' },
    ...{ severity: 'high', closedOn: null, becameOfIt: '', ...given },
  };
}

export function topicInput(given: Partial<TopicInput> = {}): TopicInput {
  return {
    ...{ name: 'Technology', about: 'What it does for people.', words: ['telecare'], measures: [] },
    ...{ retired: false, version: 0, ...given },
  };
}

/** A register of cases, opened unless another version is given. */
export function registerInput(given: Partial<RegisterInput> = {}): RegisterInput {
  return {
    ...{ inspection: 1, version: 0, example: 'EXA-000000', offered: 50, chosen: 10, met: 6 },
    ...{ deleteOn: '2099-01-31' as const, ...given },
  };
}

/** A case of a register, added unless a number is given. */
export function caseInput(given: Partial<CaseInput> = {}): CaseInput {
  return { inspection: 1, case: 0, version: 0, ...NEW_CASE, reference: 'EXA-000001', ...given };
}

/** A whole reflective log, started and not sent unless otherwise given. */
export function logInput(given: Partial<SaveLog> = {}): SaveLog {
  return {
    ...{ inspection: 1, log: 0, version: 0, owner: null, reference: '', do: 'save', ...given },
    situation: given.situation ?? 'Moved home after a fall',
    decisions: given.decisions ?? 'Reablement first',
    voice: given.voice ?? 'Wanted her own kitchen',
    learning: given.learning ?? 'Ask sooner',
    support: given.support ?? 'Supervision every month',
  };
}

export function inspectionInput(given: Partial<StartInspection> = {}): StartInspection {
  return { kind: 'full', name: 'CQC assessment', noticeOn: '2026-11-16', rehearsal: false, ...given };
}

/** A new step of the council's own, or with `step` one that stands. */
export function stepInput(given: Partial<StepInput> & Pick<StepInput, 'inspection'>): StepInput {
  return {
    ...{ step: '', name: '', setOn: null, days: 1, owner: null, doneOn: null, version: 0 },
    ...given,
  };
}

/** A list of the first inspection: our checklist. */
export function returnInput(given: Partial<StartReturn> = {}): StartReturn {
  return {
    ...{ inspection: 1, origin: 'checklist', name: 'Information return', askedOn: '2026-11-16' },
    ...{ dueOn: '2026-12-07', ...given },
  };
}

/** An answer to the first item of the first list. Without `kind`: that it is not held. */
export function answerInput(given: Partial<AnswerInput> = {}): AnswerInput {
  const about = { inspection: 1, list: 1, item: 1, ready: false } as const;
  return { ...about, kind: 'not_held', reason: 'Not kept', ...given } as AnswerInput;
}

/** A new session of a visit, or with `visitSession` one that stands. */
export function sessionInput(given: Partial<SaveSession> & Pick<SaveSession, 'inspection'>): SaveSession {
  return {
    ...{
      visitSession: 0,
      title: 'Interview',
      kind: 'interview',
      day: '2027-01-11',
      from: 9 * 60,
      to: 10 * 60,
    },
    ...{ room: '', people: [], brief: '', statements: [], sessionState: 'planned', version: 0 },
    ...given,
  };
}

/** A new request made on a visit, or with `request` one that stands. */
export function requestInput(given: Partial<SaveRequest> & Pick<SaveRequest, 'inspection'>): SaveRequest {
  return {
    ...{ request: 0, what: 'The rota', askedBy: '', dueOn: '2027-01-11', dueTime: 16 * 60, owner: null },
    ...{ requestState: 'open', reply: '', reference: null, version: 0 },
    ...given,
  };
}

/** A new action of the improvement plan, or with `action` one that stands. */
export function actionInput(given: Partial<SaveAction> = {}): SaveAction {
  return {
    ...{ action: 0, version: 0, title: 'Shorter waits', priority: 'high', actionState: null, outcome: '' },
    ...{ owner: null, ownerName: '', startsOn: null, dueOn: null, aims: [], proofs: [] },
    ...{ costOnce: null, costYearly: null, funding: null, monitoring: '', scrutiny: '' },
    ...{ evidence: [], findings: [] },
    ...given,
  };
}

/** A progress note of an action that is under way. */
export function progressInput(given: Partial<UpdateAction> = {}): UpdateAction {
  return {
    ...{ action: 1, version: 1, note: 'Two people have started', rating: null, actionState: 'under_way' },
    ...{ dueOn: null, evidenceItems: [], closedOn: null },
    ...given,
  };
}

/** A new milestone of an action, or with `milestone` one that stands. */
export function milestoneInput(given: Partial<SaveMilestone> = {}): SaveMilestone {
  return {
    ...{ action: 1, milestone: 0, version: 0, milestoneTitle: 'Two more staff', dueOn: '2027-01-29' },
    doneOn: null,
    ...given,
  };
}

export const DRAFT_REPORT = ['Summary', 'People wait 30 days', ''] as const;

/** Somebody who is named to check the draft report of an inspection, with a draft of three pages that they uploaded. */
export async function makeDraftReport(council: TestCouncil, inspection: number): Promise<CouncilContext> {
  const checker = await namedPerson(council, [inspection], 'checker');
  const file = await receivedFile(checker, 'Draft report.pdf', pdfOfPages(DRAFT_REPORT));
  const { outcome } = await uploadDraft(checker, inspection, { receivedOn: '2026-11-27' }, file);
  if (outcome !== 'uploaded') throw new Error(`The draft report is ${outcome}`);
  return checker;
}

/** A new point on the second page of a draft, or with `point` one that stands. */
export function pointInput(given: Partial<SavePoint> & Pick<SavePoint, 'inspection'>): SavePoint {
  return {
    ...{ point: 0, page: 2, pointStatement: null, says: 'People wait 30 days', correct: 'They wait 19 days' },
    ...{ reference: null, evidencePage: null, owner: null, pointState: 'writing', outcome: null },
    ...{ outcomeNote: '', version: 0 },
    ...given,
  };
}

/** A new stage of support, or with `stage` one that stands. */
export function stageInput(given: Partial<SaveStage> = {}): SaveStage {
  return {
    ...{
      stage: 0,
      stageKind: 'enhanced',
      fromOn: '2026-07-01',
      planDueOn: '2026-10-01',
      note: '',
      version: 0,
    },
    ...given,
  };
}

/** A new letter in the first stage of support, or with `letter` one that stands. */
export function letterInput(given: Partial<SaveLetter> = {}): SaveLetter {
  return {
    ...{ stage: 1, letter: 0, letterKind: 'received', letterOn: '2026-07-01', title: 'From the department' },
    ...{ reference: null, replyBy: '2026-07-15', repliedOn: null, version: 0 },
    ...given,
  };
}

export function planDetailsInput(given: Partial<SavePlanDetails> = {}): SavePlanDetails {
  return { introduction: '', monitoring: '', scrutiny: '', chair: '', version: 0, ...given };
}

/** The whole plan, as its preview shows it. */
export async function publishInput(
  context: CouncilContext,
  given: Partial<PublicationChoice> = {},
): Promise<PublishPlan> {
  const { plan, last } = await getPlanToPublish(context);
  const proposed = proposedChoice(plan.actions, last?.publication ?? null);
  const choice = { ...proposed, ...given };
  const { actions: publishedActions, withOwners, withCosts } = choice;
  const { contentHash: previewed } = hashPublication(publicationOf(plan, choice));
  return { publishedActions, withOwners, withCosts, previewed };
}

export function heardInput(given: Partial<NoteHeard> & Pick<NoteHeard, 'inspection'>): NoteHeard {
  return { capture: uuidv7(), heard: 'How long do people wait?', theme: null, visitSession: null, ...given };
}

/** Adds a topic of the council's own and returns its key. */
export async function makeTopic(context: CouncilContext, given: Partial<TopicInput> = {}): Promise<string> {
  const result = await saveTopic(context, null, topicInput(given));
  if (result.outcome !== 'saved') throw new Error(`The topic is ${result.outcome}`);
  return result.key;
}

/** Adds a file and returns its reference. */
export async function makeEvidenceFile(
  context: CouncilContext,
  given: Partial<UploadDetails> = {},
  name?: string,
  text: string | Buffer = `Notes ${uuidv7()}\n`,
): Promise<string> {
  return requireReference(
    await addFile(
      context,
      uploadDetails(await withAssessment(context, given)),
      await receivedFile(context, name, text),
    ),
  );
}

export function commentInput(given: Partial<AddComment> = {}): AddComment {
  return { body: 'Is this so?', mention: [], thread: null, assessment: null, ...given };
}

export function challengeInput(assessment: string, given: Partial<GiveChallenge> = {}): GiveChallenge {
  return { assessment, score: 2, reason: 'Reviews are late.', version: 0, ownHidden: true, ...given };
}

/** A row of a published results file. */
export function resultRow(given: Partial<Record<ResultColumn, string | null>> = {}): ResultFileRow {
  const { required, optional } = RESULT_COLUMNS;
  const empty = Object.fromEntries([...required, ...optional].map((column) => [column, '']));
  const usual = { council: 'E06000001', published: '2026-01', rating: 'Good', source: 'CQC report' };
  return { line: 2, cells: { ...empty, ...usual, ...given } as ResultFileRow['cells'] };
}

export function resultFile(...rows: readonly ResultFileRow[]): ResultFile {
  return { ok: true, rows, notes: [], separator: ',' };
}

export const ON_QS1: CommentSubject = { kind: 'statement', statement: 'QS1' };

/** Adds a comment and returns its id, the newest on its subject. */
export async function makeComment(
  context: CouncilContext,
  given: Partial<AddComment> = {},
  subject: CommentSubject = ON_QS1,
): Promise<string> {
  const assessment = (await listThreads(context, subject))?.assessment ?? null;
  const { outcome } = await addComment(context, subject, commentInput({ assessment, ...given }));
  const found = await listThreads(context, subject);
  const ids = found?.threads.flatMap(({ comments }) => comments.map(({ id }) => id)).toSorted();
  const newest = ids?.at(-1);
  if (outcome !== 'added' || newest === undefined) throw new Error(`The comment was not added: ${outcome}`);
  return newest;
}

/** The id of the council's newest notice. */
export async function newestNotice(councilId: string): Promise<string> {
  const [notice] = await asSuperuser<{ id: string }>(
    'SELECT id FROM notices WHERE council_id = $1 ORDER BY id DESC LIMIT 1',
    [councilId],
  );
  if (!notice) throw new Error('Nobody in the council was given a notice');
  return notice.id;
}

/**
 * Retries work for which this machine had too few connections or too little time, as a person would. For idempotent
 * work.
 */
export async function retryWhileBusy<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
    }
  }
}

export const MEASURE: MeasureInput = {
  name: 'Reviews on time',
  unit: 'percent',
  better: 'higher',
  statement: 'QS1',
  comparator: 'England',
  source: 'Case records',
  topics: ['dementia'],
};

export function measureValue(given: Partial<MeasureValueInput> = {}): MeasureValueInput {
  return {
    id: null,
    version: 0,
    period: { startsOn: '2025-04-01', endsOn: '2026-03-31' },
    value: figureFromDatabase('61.5'),
    source: '',
    comparator: null,
    ...given,
  };
}

export function requireKey(result: AddMeasureResult): string {
  if (!('key' in result)) throw new Error(`The measure was not added: ${result.outcome}`);
  return result.key;
}

/** Adds a measure with one value. Returns the measure's key and the value's id. */
export async function makeMeasure(
  context: CouncilContext,
  given: Partial<MeasureInput> = {},
): Promise<{ readonly measure: string; readonly value: string }> {
  const key = requireKey(await addMeasure(context, { ...MEASURE, ...given }));
  await saveValue(context, key, measureValue());
  const value = (await getMeasure(context, key))?.values.at(-1);
  if (!value) throw new Error('The measure has no value');
  return { measure: key, value: value.id };
}

/** The form for a link to a board paper. */
export function paperLinkInput(change: Partial<LinkInput> = {}): LinkInput {
  return {
    forWhom: 'Health scrutiny committee',
    lastDay: lastDayAfter(LINK_DAYS.default, new Date()),
    ...change,
  };
}

/** Makes a link to the current board paper. */
export async function makePaperLink(
  context: CouncilContext,
  change: Partial<LinkInput> = {},
): Promise<{ readonly link: string; readonly token: string }> {
  const made = await createPaperLink(context, paperLinkInput(change));
  if (made.outcome !== 'made') throw new Error(`No link was made: ${made.outcome}`);
  return { link: made.link.id, token: made.link.token };
}

/** A parsed list: the number of each item, what it asks and, if the list has that column, its owner. */
export function itemFile(
  ...rows: readonly (readonly [number: string, asked: string, owner?: string])[]
): ListFile {
  const others = { Heading: null, 'Quality statements': null, Kind: null, Due: null };
  return {
    ...{ ok: true, separator: ',', notes: [] },
    rows: rows.map(([number, asked, owner = null], index) => ({
      line: index + 2,
      cells: { ...others, Number: number, 'What is asked': asked, Owner: owner },
    })),
  };
}

/** A parsed file with one row: a measure's name, period and value. */
export function importFile(...rows: readonly (readonly [string, string, string])[]): ValueFile {
  return {
    ok: true,
    rows: rows.map(([Measure, Period, Value], index) => ({
      line: index + 2,
      cells: {
        Measure,
        Period,
        Value,
        Unit: null,
        'Comparator value': '',
        'Comparator period': '',
        Source: '',
      },
    })),
    notes: [],
    separator: ',',
  };
}

let superuser: Pool | undefined;

/** Runs a statement as the superuser, who sees every council. */
export async function asSuperuser<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  if (!superuser) {
    // Kept open, because connecting costs more than most statements.
    superuser = new Pool({ connectionString: ownerUrl(), max: 2, allowExitOnIdle: true });
    superuser.on('error', () => undefined);
    atFileEnd(async () => {
      await superuser?.end();
      superuser = undefined;
    });
  }
  return (await superuser.query<Row>(sql, values)).rows;
}

/** Runs `meanwhile` while `asks` waits for a lock on the table. Returns the answer of `asks`. */
export async function whileWaitingForLock<T>(
  table: 'assessment_snapshots' | 'statement_targets',
  { asks, meanwhile }: { asks: () => Promise<T>; meanwhile: () => Promise<void> },
): Promise<T> {
  return withClient(ownerUrl(), async (client) => {
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    const asked = asks();
    asked.catch(() => undefined); // the caller gets the error
    const waiting = 'SELECT 1 FROM pg_locks WHERE relation = $1::regclass AND NOT granted';
    for (let wait = 0; (await client.query(waiting, [table])).rowCount === 0; wait += 1) {
      if (wait === 500) throw new Error(`Nothing waited for ${table}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    await meanwhile();
    await client.query('COMMIT');
    return asked;
  });
}

/** Runs in one transaction of the application's role, with a council set or none. */
export function asApplication<T>(councilId: string | null, work: (client: Client) => Promise<T>): Promise<T> {
  return withClient(env().DATABASE_URL, async (client) => {
    await client.query('BEGIN');
    if (councilId) await client.query("SELECT set_config('app.council_id', $1, true)", [councilId]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  });
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Owner, helpers and due date of each statement of the open assessment. */
export function peopleIn(context: CouncilContext): Promise<PeopleOfStatements> {
  return read(context, loadPeople);
}

/** Rows of every tenant table and the council's last event, equal before and after when nothing was written. */
export async function dumpCouncil(councilId: string): Promise<Record<string, string>> {
  const tables = await tenantTables();
  const parts = tables.map(
    (table) =>
      `SELECT '${table}' AS name, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS content FROM ${table} t WHERE council_id = $1`,
  );
  const rows = await asSuperuser<{ name: string; content: string }>(parts.join(' UNION ALL '), [councilId]);
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
}

let tables: Promise<string[]> | undefined;

/** Every table with a council_id, from the database catalogue. */
export function tenantTables(): Promise<string[]> {
  tables ??= asSuperuser<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
       JOIN information_schema.tables USING (table_schema, table_name)
      WHERE table_schema = 'public' AND column_name = 'council_id' AND table_type = 'BASE TABLE' ORDER BY table_name`,
  ).then((rows) => rows.map(({ name }) => name));
  return tables;
}
