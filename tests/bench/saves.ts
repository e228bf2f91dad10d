import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import * as routes from '#lib/kernel/routes.ts';
import { getStatement, type StatementView } from '#lib/pages/statement.ts';
import { env } from '#lib/platform/env.ts';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import type { BenchCouncil } from './data.ts';
import { compared, inRounds, type Row } from './measure.ts';

const WARM_UP = 20;
const ROUNDS = 100;
const PAGES = 50;
const AUTOSAVES = 10;

/** A statement's save, against the same rows written in plain SQL over one connection. */
export async function benchSave({ lead }: BenchCouncil): Promise<Row> {
  const client = new Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  const text = (view: StatementView) => `${view.answers.strengths.slice(0, 900)} ${view.version}`;
  const timed = async (statement: 'QS1' | 'QS2', work: (view: StatementView) => Promise<unknown>) => {
    const view = await getStatement(lead, statement);
    if (!view) throw new Error('The council of the bench has no open assessment');
    const start = performance.now();
    await work(view);
    return performance.now() - start;
  };
  const measured = () =>
    timed('QS1', async (view) => {
      const { outcome } = await saveStatement(lead, 'QS1', {
        ...view.answers,
        score: view.lastScore,
        strengths: text(view),
        assessment: view.assessment.id,
        version: view.version,
      });
      if (outcome !== 'saved') throw new Error(`The statement was not saved: ${outcome}`);
    });
  const baseline = () => timed('QS2', (view) => saveBare(client, lead, view, text(view)));
  try {
    await inRounds(WARM_UP, { measured, baseline });
    return compared(
      'Save of a statement with its revision and event, and the same rows in plain SQL',
      await inRounds(ROUNDS, { measured, baseline }),
      { format: (value) => `${value.toFixed(2)} ms`, limit: { atMost: 4 } },
    );
  } finally {
    await client.end();
  }
}

async function saveBare(
  client: Client,
  { council, person }: BenchCouncil['lead'],
  view: StatementView,
  text: string,
) {
  const key = [council.id, view.assessment.id, view.id];
  await client.query('BEGIN');
  await client.query("SELECT set_config('app.council_id', $1, true)", [council.id]);
  await client.query(
    `UPDATE statement_assessments SET strengths = $4, version = version + 1, saved_by_id = $5, saved_at = now()
      WHERE council_id = $1 AND assessment_id = $2 AND statement = $3`,
    [...key, text, person.id],
  );
  await client.query(
    `INSERT INTO statement_revisions
     SELECT council_id, assessment_id, statement, version, score, strengths, improvements, impact, completed,
            saved_by_id, saved_at
       FROM statement_assessments WHERE council_id = $1 AND assessment_id = $2 AND statement = $3`,
    key,
  );
  const formKey = randomUUID().replaceAll('-', '').repeat(2);
  await client.query(
    `INSERT INTO audit_events (council_id, seq, at, actor_id, actor_name, actor_role, request_id, type, subject, data,
                               previous_hash, hash)
     SELECT council_id, seq + 1, now(), $2, $3, 'lead', 'bench', 'statement.saved', $4, '{}', hash, $5
       FROM audit_events WHERE council_id = $1 ORDER BY seq DESC LIMIT 1`,
    [council.id, person.id, person.name, view.id, formKey],
  );
  await client.query('COMMIT');
}

/** Fifty pages autosaving once a second: how long the slowest take and how many are refused. */
export async function benchAutosave(origin: string, { slug, lead, cookie }: BenchCouncil): Promise<Row[]> {
  const view = await getStatement(lead, 'QS1');
  if (!view) throw new Error('The council of the bench has no open assessment');
  const { score: _, completed: __, ...texts } = view.answers;
  const keep = async (page: string, edit: number): Promise<{ ms: number; kept: boolean }> => {
    const start = performance.now();
    const response = await fetch(`${origin}${routes.keepDraft(slug, 'QS1')}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({
        ...texts,
        strengths: `${texts.strengths} ${edit}`,
        ...{
          form: newFormToken(lead.person.id),
          page,
          edit,
          assessment: view.assessment.id,
          version: view.version,
        },
        ...{ score: '3', completed: 'no', from: null },
      }),
    });
    await response.arrayBuffer();
    return { ms: performance.now() - start, kept: response.ok };
  };
  const alone = randomUUID();
  const single: number[] = [];
  for (let edit = 1; edit <= 20; edit += 1) single.push((await keep(alone, edit)).ms);
  const all = await Promise.all(
    Array.from({ length: PAGES }, async (_page, index) => {
      const page = randomUUID();
      const answers: { ms: number; kept: boolean }[] = [];
      // Spread over the second, like real typing.
      await new Promise((resolve) => setTimeout(resolve, (index * 1_000) / PAGES));
      for (let edit = 1; edit <= AUTOSAVES; edit += 1) {
        const answer = await keep(page, edit);
        answers.push(answer);
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, 1_000 - answer.ms)));
      }
      return answers;
    }),
  );
  const answers = all.flat();
  const [busy, quiet] = [percentile(answers.map(({ ms }) => ms)), percentile(single)];
  const refused = answers.filter(({ kept }) => !kept).length;
  return [
    {
      what: `Draft kept, 95 of 100 within, while ${PAGES} pages are typed on and while one is`,
      measured: `${busy.toFixed(0)} ms`,
      baseline: `${quiet.toFixed(0)} ms`,
      figure: { value: busy / quiet, text: `${(busy / quiet).toFixed(2)}×` },
      limit: { atMost: 5, text: '≤ 5×' },
    },
    {
      what: `Drafts not kept, of ${answers.length}`,
      measured: String(refused),
      baseline: '',
      figure: { value: refused, text: String(refused) },
      limit: { atMost: 0, text: 'none' },
    },
  ];
}

function percentile(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN;
}
