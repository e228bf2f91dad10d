import type { ScenarioFacts } from '#lib/platform/audit/events.ts';
import type { Facts, RecordedRows, RecordKind } from '#lib/platform/audit/records.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';

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

/** Scenarios with their scores, by what each score was and would be and how much is said of it. */
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

/** The texts of a scenario in the order in which its event seals them: that of the statements. */
export function scenarioWords(
  scores: readonly { readonly statement: StatementId; readonly needs: string }[],
): string[] {
  return scores
    .toSorted((a, b) => (a.statement < b.statement ? -1 : 1))
    .map(({ statement, needs }) => `${statement} ${needs}`);
}

function scenarioFacts({ name, scores }: ScenarioFacts): Facts {
  const told = STATEMENT_IDS.map((id) => {
    const score = scores.find(({ statement }) => statement === id);
    return [id, score ? `from ${score.from ?? 'none'} to ${score.to}, ${score.characters} characters` : null];
  });
  return { name, ...Object.fromEntries(told) };
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

/** The score that each statement should come to. The row of a target that was taken back stays, without a score. */
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
