import { knownStatement, knownStatements } from '#lib/frameworks/known.ts';
import { describeAim, describeMoves, type StatementTarget } from '#lib/insight/scenarios/rules.ts';
import { capitalise, formatCount } from '#lib/kernel/format.ts';
import { type Change, describeEvents } from '#lib/platform/audit/describe.ts';
import type { Facts, RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { Salt, WordsHash } from '#lib/platform/audit/words.ts';
import { SCORE_HIDDEN } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

/** A scenario as an event records it. `characters`: length of the text on what the score would take. */
export type ScenarioFacts = {
  readonly name: string;
  readonly scores: readonly {
    readonly statement: StatementId;
    /** The score when the scenario was saved. */
    readonly from: Score | null;
    readonly to: Score;
    readonly characters: number;
  }[];
};

/** `words`: hash of the texts on what each score would take. */
type OfScenario = { assessmentId: string; salt: Salt; words?: WordsHash };

declare module '#lib/platform/audit/events.ts' {
  interface AuditEvents {
    'scenario.saved': { subject: string; data: ScenarioFacts & OfScenario };
    'scenario.changed': {
      subject: string;
      data: OfScenario & { before: ScenarioFacts; after: ScenarioFacts };
    };
    'scenario.removed': { subject: string; data: ScenarioFacts & OfScenario };
    /** `count`: number of exported scenarios. */
    'scenarios.exported': { subject: string; data: { count: number } };
    'target.set': {
      subject: StatementId;
      data: {
        assessmentId: string;
        before: StatementTarget | null;
        after: StatementTarget | null;
        salt: Salt;
      };
    };
  }
}

// The hidden score could be guessed from a scenario or a target, so these are hidden while any score is.
const anyScoreOf = ({ data }: { readonly data: { readonly assessmentId: string } }) => ({
  assessmentId: data.assessmentId,
  statement: null,
});
const hiddenScenario = (what: string) => ({
  scoreOf: anyScoreOf,
  title: () => `Scenario ${what}`,
  detail: () => SCORE_HIDDEN,
  changes: () => [{ name: 'Scenario', before: SCORE_HIDDEN, after: SCORE_HIDDEN }],
});

export const scenarioEvents = describeEvents({
  'scenario.saved': {
    kind: 'scenarios',
    title: ({ data }) => `Scenario saved: ${data.name}`,
    detail: ({ data }) => describeMoves(data.scores),
    changes: ({ data }) => scenarioChanges(null, data),
    blind: hiddenScenario('saved'),
  },
  'scenario.changed': {
    kind: 'scenarios',
    title: ({ data }) => `Scenario changed: ${data.after.name}`,
    detail: ({ data }) => describeChange(data.before, data.after),
    changes: ({ data }) => scenarioChanges(data.before, data.after),
    blind: hiddenScenario('changed'),
  },
  'scenario.removed': {
    kind: 'scenarios',
    title: ({ data }) => `Scenario removed: ${data.name}`,
    detail: ({ data }) => describeMoves(data.scores),
    changes: ({ data }) => scenarioChanges(data, null),
    blind: hiddenScenario('removed'),
  },
  'scenarios.exported': {
    kind: 'views',
    title: () => 'Scenario comparison exported',
    detail: ({ data }) => formatCount(data.count, 'scenario'),
  },
  'target.set': {
    kind: 'scenarios',
    title: ({ subject, data: { before, after } }) =>
      `Target for ${knownStatement(subject).name} ${before ? (after ? 'changed' : 'removed') : 'set'}`,
    detail: ({ data: { before, after } }) => {
      if (before && after) return `From ${describeAim(before)} to ${describeAim(after)}`;
      return after ? capitalise(describeAim(after)) : `Was ${before && describeAim(before)}`;
    },
    changes: ({ data: { before, after } }) => [
      { name: 'Target', before: before && describeAim(before), after: after && describeAim(after) },
    ],
    blind: {
      scoreOf: anyScoreOf,
      detail: () => SCORE_HIDDEN,
      changes: () => [{ name: 'Target', before: SCORE_HIDDEN, after: SCORE_HIDDEN }],
    },
  },
});

function describeChange(before: ScenarioFacts, after: ScenarioFacts): string {
  const characters = ({ scores }: ScenarioFacts) =>
    scores.map(({ statement, characters: count }) => `${statement} ${count}`).join();
  const parts = [
    ...(before.name === after.name ? [] : [`renamed from ${before.name}`]),
    ...(describeMoves(before.scores) === describeMoves(after.scores) ? [] : [describeMoves(after.scores)]),
    ...(characters(before) === characters(after) ? [] : ['what it would take changed']),
  ];
  return capitalise(parts.join('; ') || 'wording changed');
}

function scenarioChanges(before: ScenarioFacts | null, after: ScenarioFacts | null): readonly Change[] {
  return [
    { name: 'Name', before: before?.name ?? null, after: after?.name ?? null },
    ...knownStatements().map(({ id, name }) => ({
      name,
      before: describeScore(before, id),
      after: describeScore(after, id),
    })),
  ].filter((change) => change.before !== null || change.after !== null);
}

function describeScore(facts: ScenarioFacts | null, id: StatementId): string | null {
  const score = facts?.scores.find(({ statement }) => statement === id);
  if (!score) return null;
  return `${score.to}, from ${score.from ?? 'not scored'}; what it would take: ${formatCount(score.characters, 'character')}`;
}

type ScenarioRow = {
  readonly assessmentId: string;
  readonly number: number;
  readonly name: string;
  readonly changedBy: string;
  readonly scores: readonly {
    readonly statement: StatementId;
    readonly from: Score | null;
    readonly to: Score;
    readonly needs: string;
  }[];
};

/** Scenarios and their scores. */
export const scenarioRecords: RecordKind<ScenarioRow> = {
  tables: ['scenarios', 'scenario_scores'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        switch (event.type) {
          case 'scenario.saved':
          case 'scenario.changed': {
            const { assessmentId, words } = event.data;
            const content = 'after' in event.data ? event.data.after : event.data;
            rows.set(scenarioKey(event.subject, assessmentId), {
              facts: { ...scenarioFacts(content), changedBy: event.actorId },
              ...(words && { words }),
            });
            break;
          }
          case 'scenario.removed':
            rows.delete(scenarioKey(event.subject, event.data.assessmentId));
        }
      },
    };
  },
  select: `select s.assessment_id::text as "assessmentId", s.number, s.name, s.changed_by_id::text as "changedBy",
                  coalesce((select json_agg(json_build_object('statement', t.statement, 'from', t.from_score, 'to', t.score,
                                                              'needs', t.needs) order by t.statement)
                              from scenario_scores t
                             where t.council_id = s.council_id and t.assessment_id = s.assessment_id
                               and t.scenario = s.number), '[]') as scores
             from scenarios s where s.council_id = $1::uuid`,
  stored: ({ assessmentId, number, name, changedBy, scores }) => ({
    key: scenarioKey(`scenario-${number}`, assessmentId),
    facts: {
      ...scenarioFacts({
        name,
        scores: scores.map(({ needs, ...score }) => ({ ...score, characters: needs.length })),
      }),
      changedBy,
    },
    words: scenarioWords(scores),
  }),
};

/** The texts of a scenario, in the order in which its event hashes them: by statement. */
export function scenarioWords(
  scores: readonly { readonly statement: StatementId; readonly needs: string }[],
): string[] {
  return scores
    .toSorted((a, b) => (a.statement < b.statement ? -1 : 1))
    .map(({ statement, needs }) => `${statement} ${needs}`);
}

function scenarioFacts({ name, scores }: ScenarioFacts): Facts {
  const described = knownStatements().map(({ id }) => {
    const score = scores.find(({ statement }) => statement === id);
    return [id, score ? `from ${score.from ?? 'none'} to ${score.to}, ${score.characters} characters` : null];
  });
  return { name, ...Object.fromEntries(described) };
}

function scenarioKey(subject: string, assessmentId: string): string {
  return `${subject}, ${assessmentId}`;
}

type TargetRow = {
  readonly assessmentId: string;
  readonly statement: string;
  readonly score: number | null;
  readonly dueOn: string | null;
  readonly setBy: string;
};

/** Targets of statements. A removed target keeps its row, without a score. */
export const targetRecords: RecordKind<TargetRow> = {
  tables: ['statement_targets'],
  replay() {
    const rows: RecordedRows = new Map();
    return {
      rows,
      apply(event) {
        if (event.type !== 'target.set') return;
        const { assessmentId, after } = event.data;
        const facts = { score: after?.score ?? null, dueOn: after?.dueOn ?? null, setBy: event.actorId };
        rows.set(`target of ${event.subject}, ${assessmentId}`, { facts });
      },
    };
  },
  select: `select assessment_id::text as "assessmentId", statement, score, due_on::text as "dueOn", set_by_id::text as "setBy"
             from statement_targets where council_id = $1::uuid`,
  stored: ({ assessmentId, statement, ...facts }) => ({
    key: `target of ${statement}, ${assessmentId}`,
    facts,
  }),
};
