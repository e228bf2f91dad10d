import type { Client } from 'pg';
import { knownFrameworks } from '#lib/frameworks/known.ts';

type Cycles = {
  readonly framework: string;
  readonly statements: readonly string[];
  readonly scores: readonly number[];
  readonly sets: readonly string[];
};

/**
 * A line for each framework that a cycle is on and that is not known, or has changed since: a file in use must keep its
 * statements, scores and threshold sets. Uses a connection of the application's role, which sees one council at a time.
 */
export async function frameworkProblems(client: Client): Promise<readonly string[]> {
  const councilsWith = new Map<string, string[]>();
  const { rows: councils } = await client.query<{ id: string; slug: string }>(
    'SELECT id, slug FROM councils ORDER BY slug',
  );
  for (const { id, slug } of councils) {
    await client.query("SELECT set_config('app.council_id', $1, false)", [id]);
    const { rows } = await client.query<Cycles>(
      `SELECT a.framework, array_agg(DISTINCT s.statement) AS statements, array_agg(DISTINCT a.threshold_set) AS sets,
              array_remove(array_agg(DISTINCT s.score::int), NULL) AS scores
         FROM assessments a
         JOIN statement_assessments s ON s.council_id = a.council_id AND s.assessment_id = a.id
        GROUP BY a.framework`,
    );
    for (const problem of rows.flatMap(problemWith))
      councilsWith.set(problem, [...(councilsWith.get(problem) ?? []), slug]);
  }
  return [...councilsWith].map(
    ([problem, slugs]) => `FRAMEWORKS_DIR: ${problem}. Cycles of ${slugs.join(', ')} are on it`,
  );
}

/** What is wrong with a framework. Empty: nothing. */
function problemWith({ framework: id, statements, scores, sets }: Cycles): readonly string[] {
  const framework = knownFrameworks().find((each) => each.id === id);
  if (!framework) return [`no file describes the framework ${id}`];
  const changed = [
    ...statements.filter((statement) => !framework.statementIds.includes(statement)),
    ...framework.statementIds.filter((statement) => !statements.includes(statement)),
    ...scores.filter((score) => !framework.scores.includes(score)).map((score) => `the score ${score}`),
    ...sets
      .filter((set) => framework.thresholdSets.every((each) => each.id !== set))
      .map((set) => `the thresholds ${set}`),
  ];
  return changed.length === 0 ? [] : [`the file of the framework ${id} has changed: ${changed.join(', ')}`];
}
