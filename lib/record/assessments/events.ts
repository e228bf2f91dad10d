import type { StatementFacts } from '#lib/platform/audit/events.ts';
import type {
  ChainEvent,
  Facts,
  RecordedRow,
  RecordedRows,
  RecordKind,
  Replay,
} from '#lib/platform/audit/records.ts';
import { changeRow } from '#lib/platform/audit/records.ts';
import { type ToldCycles, tellCycles } from '#lib/record/cycles/events.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';

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

/** What the council says about each statement of each cycle, as it stands. */
export const statementRecords: RecordKind<AnswersRow> = {
  tables: ['statement_assessments'],
  replay: () => replayAnswers('statements'),
  select: `select ${ANSWERS}, carried from statement_assessments where council_id = $1::uuid`,
  stored: (row) => ({
    key: statementKey(row),
    facts: { ...factsOf(row), version: row.version, carried: row.carried },
    words: wordsOf(row),
  }),
};

/** Every save of a statement. Those of before revisions were kept, whose events have no salt, may be missing. */
export const revisionRecords: RecordKind<AnswersRow> = {
  tables: ['statement_revisions'],
  replay: () => replayAnswers('revisions'),
  select: `select ${ANSWERS} from statement_revisions where council_id = $1::uuid`,
  stored: (row) => ({ key: revisionKey(row), facts: factsOf(row), words: wordsOf(row) }),
};

type ReasonRow = StatementKey & { readonly version: number; readonly scoreReason: string };

/** Why a save put another score in the place of the last: sealed apart from its texts, which the statement holds too. */
export const scoreReasonRecords: RecordKind<ReasonRow> = {
  tables: [], // its rows are those of the revisions
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

/** What is carried forward depends on how statements stood. Of revisions there are many: they are kept where asked for. */
function replayAnswers(kind: 'statements' | 'revisions'): Replay {
  const statements: RecordedRows = new Map();
  const revisions: RecordedRows = new Map();
  const addRevision = (key: string, row: RecordedRow) => {
    if (kind === 'revisions') revisions.set(key, row);
  };
  const cycles: ToldCycles = { open: null, last: null };
  const apply = (event: ChainEvent) => {
    const from = tellCycles(cycles, event);
    switch (event.type) {
      case 'assessment.started':
        for (const statement of STATEMENT_IDS) {
          const key = { assessmentId: event.subject, statement };
          const before = from ? statements.get(statementKey({ assessmentId: from, statement })) : undefined;
          const carried =
            before && isAnswered(before.facts)
              ? carriedForward(before, event.data.askedBy ?? event.actorId)
              : null;
          statements.set(statementKey(key), carried ?? { facts: from ? UNANSWERED : NEW });
          if (carried) addRevision(revisionKey({ ...key, version: 1 }), asRevision(carried));
        }
        break;
      case 'statement.saved': {
        const { assessmentId, version, after, salt, words } = event.data;
        const key = { assessmentId, statement: event.subject, version };
        const facts = { ...toldFacts(after), savedBy: event.actorId };
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

/** Whether one is carried whose evidence alone was, the events of evidence tell. */
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

function carriedForward({ facts, words }: RecordedRow, savedBy: string | null): RecordedRow {
  return {
    facts: { ...facts, completed: false, version: 1, carried: true, savedBy },
    ...(words && { words }),
  };
}

function asRevision({ facts: { version, carried, ...facts }, ...row }: RecordedRow): RecordedRow {
  return { ...row, facts };
}

function toldFacts({ score, completed, characters }: StatementFacts): Facts {
  return { score, completed, ...characters };
}

function factsOf(row: AnswersRow): Facts {
  const { score, completed, strengths, improvements, impact, savedBy } = row;
  return {
    ...{ score, completed, savedBy },
    ...{ strengths: strengths.length, improvements: improvements.length, impact: impact.length },
  };
}

/** The texts of a save in the order in which its event seals them. */
export function wordsOf({
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
