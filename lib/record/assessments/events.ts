import type { Mapping } from '#lib/frameworks/framework.ts';
import { knownStatement } from '#lib/frameworks/known.ts';
import { continuedFrom, translatedScore } from '#lib/frameworks/mapping.ts';
import { capitalise, formatCount, formatYesNo } from '#lib/kernel/format.ts';
import { quoteFirstLine } from '#lib/kernel/text/excerpt.ts';
import { type Change, describeEvents, FIRST_WORDS, type FirstWords } from '#lib/platform/audit/describe.ts';
import {
  type ChainEvent,
  changeRow,
  type Facts,
  type RecordedRow,
  type RecordedRows,
  type RecordKind,
  type Replay,
} from '#lib/platform/audit/records.ts';
import type { Salt, WordsHash } from '#lib/platform/audit/words.ts';
import { applyToCycles, type CycleReplay, frameworkOfStart } from '#lib/record/assessments/open-cycle.ts';
import { NARRATIVES } from '#lib/record/assessments/rules.ts';
import { formatRecordedScore, SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** A statement as an audit event records it: the length of each text, never the text. */
export type StatementFacts = {
  readonly score: Score | null;
  readonly completed: boolean;
  readonly characters: { readonly strengths: number; readonly improvements: number; readonly impact: number };
};

type StatementSave = {
  assessmentId: string;
  version: number;
  before: StatementFacts;
  after: StatementFacts;
  /** The reason for a change of score. Absent if none was given. */
  reason?: { characters: number; words: WordsHash };
  salt?: Salt;
  /** Hash of the texts. Absent in events from before texts were hashed. */
  words?: WordsHash;
};

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'statement.saved': { subject: StatementId; data: StatementSave };
    /** Answers carried forward were confirmed in that version. */
    'statement.confirmed': { subject: StatementId; data: { assessmentId: string; version: number } };
  }
}

const THIS_REVISION = `r.council_id = e.council_id and r.assessment_id = (e.data ->> 'assessmentId')::uuid
         and r.statement = e.subject and r.version = (e.data ->> 'version')::int`;
const textsOf = (row: string) =>
  `jsonb_build_object('strengths', ${row}.strengths, 'improvements', ${row}.improvements, 'impact', ${row}.impact)`;

/** The texts before are null if the previous revision was not kept. */
const SAVED_TEXTS = {
  names: Object.fromEntries(NARRATIVES.map(({ field, heading }) => [field, heading])),
  sql: `select jsonb_build_object('before', ${textsOf('b')}, 'after', ${textsOf('r')})
          from statement_revisions r
          left join statement_revisions b
            on b.council_id = r.council_id and b.assessment_id = r.assessment_id and b.statement = r.statement
               and b.version = r.version - 1
         where ${THIS_REVISION} and (r.version = 1 or b.version is not null)`,
};

export const assessmentEvents = describeEvents({
  'statement.saved': {
    kind: 'statements',
    title: ({ subject }) => `${knownStatement(subject).name} saved`,
    detail: ({ data }, said) => describeSave(data, said, describeScoreChange(data)),
    changes: ({ subject, data: { before, after } }) => [
      { name: 'Score', before: formatScore(subject, before), after: formatScore(subject, after) },
      completedChange(before, after),
    ],
    texts: SAVED_TEXTS,
    reason: {
      sql: `select r.score_reason from statement_revisions r where e.data ? 'reason' and ${THIS_REVISION}`,
    },
    firstWords: {
      sql: `select jsonb_build_object('strengths', left(r.strengths, ${FIRST_WORDS}),
                     'improvements', left(r.improvements, ${FIRST_WORDS}), 'impact', left(r.impact, ${FIRST_WORDS}))
              from statement_revisions r where ${THIS_REVISION}`,
    },
    blind: {
      scoreOf: ({ subject, data }) => ({ assessmentId: data.assessmentId, statement: subject }),
      detail: ({ data }, said) =>
        describeSave(data, said, ['score hidden until you give your challenge score']),
      changes: ({ data: { before, after } }) => [
        { name: 'Score', before: SCORE_HIDDEN, after: SCORE_HIDDEN },
        completedChange(before, after),
      ],
      texts: SAVED_TEXTS,
    },
  },
  'statement.confirmed': {
    kind: 'statements',
    title: ({ subject }) => `${knownStatement(subject).name} confirmed as still accurate`,
    detail: () => 'As carried forward',
  },
});

const formatScore = (statement: StatementId, { score }: StatementFacts) =>
  score === null ? 'Not scored' : formatRecordedScore(statement, score);

function completedChange(before: StatementFacts, after: StatementFacts): Change {
  return { name: 'Completed', before: formatYesNo(before.completed), after: formatYesNo(after.completed) };
}

function describeScoreChange({ before, after }: StatementSave): string[] {
  if (before.score === after.score) return [];
  return [`score changed from ${before.score ?? 'not scored'} to ${after.score ?? 'not scored'}`];
}

/** `score`: phrases about the change of score. */
function describeSave({ before, after }: StatementSave, said: FirstWords, score: readonly string[]): string {
  const texts = NARRATIVES.flatMap(({ field, heading }) => {
    const added = after.characters[field] - before.characters[field];
    if (added === 0) return [];
    const first = before.characters[field] === 0 ? quoteFirstLine(said[field]) : undefined;
    const count = `${formatCount(Math.abs(added), 'character')} ${added > 0 ? 'more' : 'fewer'}`;
    return [`${heading.toLowerCase()}: ${first ?? count}`];
  });
  const isOther = before.completed !== after.completed;
  const completed = isOther ? [after.completed ? 'marked completed' : 'no longer completed'] : [];
  return capitalise([...score, ...texts, ...completed].join('; ') || 'wording changed');
}

type AnswersRow = {
  readonly assessmentId: string;
  readonly statement: string;
  readonly version: number;
  readonly score: number | null;
  readonly completed: boolean;
  readonly carried: boolean;
  readonly strengths: string;
  readonly improvements: string;
  readonly impact: string;
  readonly savedBy: string | null;
};

const ANSWERS = `assessment_id::text as "assessmentId", statement, version, score, completed, strengths, improvements, impact,
                 saved_by_id::text as "savedBy"`;

/** The current answers for each statement of each cycle. */
export const statementRecords: RecordKind<AnswersRow> = {
  tables: ['statement_assessments'],
  replay: () => replayAnswers('statements'),
  select: `select ${ANSWERS}, carried from statement_assessments where council_id = $1::uuid`,
  stored: (row) => ({
    key: statementKey(row),
    facts: { ...rowFacts(row), version: row.version, carried: row.carried },
    words: answerTexts(row),
  }),
};

/** Each saved version of a statement. Events without a salt are older than revisions, so their rows may be missing. */
export const revisionRecords: RecordKind<AnswersRow> = {
  tables: ['statement_revisions'],
  replay: () => replayAnswers('revisions'),
  select: `select ${ANSWERS} from statement_revisions where council_id = $1::uuid`,
  stored: (row) => ({ key: revisionKey(row), facts: rowFacts(row), words: answerTexts(row) }),
};

type ReasonRow = StatementKey & { readonly version: number; readonly scoreReason: string };

/** Reasons for changes of score, hashed separately because the statement row has the texts but not the reason. */
export const scoreReasonRecords: RecordKind<ReasonRow> = {
  tables: [], // it reads the rows of the revisions
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'statement.saved' || !event.data.reason) return;
        const { assessmentId, version, reason } = event.data;
        const key = revisionKey({ assessmentId, statement: event.subject, version });
        rows.set(`reason of ${key}`, { facts: { characters: reason.characters }, words: reason.words });
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", statement, version, score_reason as "scoreReason"
             from statement_revisions where council_id = $1::uuid and score_reason <> ''`,
  stored: ({ scoreReason, ...key }) => ({
    key: `reason of ${revisionKey(key)}`,
    facts: { characters: scoreReason.length },
    words: [scoreReason],
  }),
};

/**
 * Carrying forward depends on earlier statements, so both kinds replay them. Revisions are many, so they are kept only
 * if asked for.
 */
function replayAnswers(kind: 'statements' | 'revisions'): Replay {
  const statements: RecordedRows = new Map();
  const revisions: RecordedRows = new Map();
  const addRevision = (key: string, row: RecordedRow) => {
    if (kind === 'revisions') revisions.set(key, row);
  };
  const cycles: CycleReplay = { open: null, last: null };
  const apply = (event: ChainEvent) => {
    const carrying = applyToCycles(cycles, event);
    switch (event.type) {
      case 'assessment.started':
        for (const statement of frameworkOfStart(event).statementIds) {
          const key = { assessmentId: event.subject, statement };
          const earlier = carrying && continuedFrom(carrying.mapping, statement);
          const before =
            earlier && statements.get(statementKey({ assessmentId: carrying.from, statement: earlier }));
          const carried =
            before &&
            carriedForward(before, carrying.mapping, statement, event.data.askedBy ?? event.actorId);
          statements.set(statementKey(key), carried || { facts: earlier ? UNANSWERED : NEW });
          if (carried) addRevision(revisionKey({ ...key, version: 1 }), asRevision(carried));
        }
        break;
      case 'statement.saved': {
        const { assessmentId, version, after, salt, words } = event.data;
        const key = { assessmentId, statement: event.subject, version };
        const facts = { ...savedFacts(after), savedBy: event.actorId };
        const row = { facts, ...(words && { words }) };
        statements.set(statementKey(key), { ...row, facts: { ...facts, version, carried: false } });
        addRevision(revisionKey(key), { ...row, isOptional: salt === undefined });
        break;
      }
      case 'statement.confirmed':
        changeRow(statements, statementKey({ ...event.data, statement: event.subject }), { carried: false });
    }
  };
  return { rows: kind === 'statements' ? statements : revisions, apply };
}

/** Has no `carried`: a statement with evidence alone may be carried too, which the evidence events decide. */
const UNANSWERED = {
  score: null,
  completed: false,
  version: 0,
  strengths: 0,
  improvements: 0,
  impact: 0,
  savedBy: null,
} as const;
const NEW = { ...UNANSWERED, carried: false } as const;

function isAnswered({ score, strengths, improvements, impact }: Facts): boolean {
  return score !== null || [strengths, improvements, impact].some((characters) => characters !== 0);
}

/** Null if nothing of it is carried. */
function carriedForward(
  { facts: before, words }: RecordedRow,
  mapping: Mapping,
  statement: StatementId,
  savedBy: string | null,
): RecordedRow | null {
  const score = translatedScore(mapping, statement, before.score as Score | null);
  const facts = { ...before, score };
  if (!isAnswered(facts)) return null;
  return {
    facts: { ...facts, completed: false, version: 1, carried: true, savedBy },
    ...(words && { words }),
  };
}

function asRevision({ facts: { version, carried, ...facts }, ...row }: RecordedRow): RecordedRow {
  return { ...row, facts };
}

function savedFacts({ score, completed, characters }: StatementFacts): Facts {
  return { score, completed, ...characters };
}

function rowFacts(row: AnswersRow): Facts {
  const { score, completed, strengths, improvements, impact, savedBy } = row;
  return {
    ...{ score, completed, savedBy },
    ...{ strengths: strengths.length, improvements: improvements.length, impact: impact.length },
  };
}

/** The texts of a save, in the order in which its event hashes them. */
export function answerTexts({
  strengths,
  improvements,
  impact,
}: Pick<AnswersRow, 'strengths' | 'improvements' | 'impact'>): string[] {
  return [strengths, improvements, impact];
}

type StatementKey = Pick<AnswersRow, 'assessmentId' | 'statement'>;

function statementKey({ assessmentId, statement }: StatementKey): string {
  return `${statement}, ${assessmentId}`;
}

function revisionKey({ version, ...key }: StatementKey & { readonly version: number }): string {
  return `version ${version} of ${statementKey(key)}`;
}
