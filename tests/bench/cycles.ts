import * as routes from '#lib/kernel/routes.ts';
import { getStatement } from '#lib/pages/statement.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment } from '#lib/record/assessments/queries.ts';
import { NARRATIVE_LIMIT } from '#lib/record/assessments/rules.ts';
import { attachEvidence, detachEvidence } from '#lib/record/evidence/commands.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import { compareCycles, explainAgain, startNextCycle } from '#tests/integration/council-factory.ts';
import type { BenchCouncil } from './data.ts';
import { median, type Row } from './measure.ts';

const ROUNDS = 40;
const FROM = { cycle: 1, signed: null } as const;
const TO = { cycle: 2, signed: null } as const;

/** Two full cycles side by side: the comparison itself, and its page over HTTP. */
export async function benchCompare(origin: string, council: BenchCouncil): Promise<Row[]> {
  const { slug, lead, cookie } = council;
  await makeTwoFullCycles(council);
  const compare = async () => {
    const { outcome } = await compareCycles(lead, FROM, TO);
    if (outcome !== 'compared') throw new Error(`The cycles were not compared: ${outcome}`);
  };
  const page = async () => {
    const response = await fetch(`${origin}${routes.compareCycles(slug, { from: '1', to: '2' })}`, {
      headers: { cookie },
    });
    const text = await response.text();
    if (response.status !== 200 || !text.includes('<del')) throw new Error(`It answered ${response.status}`);
  };
  return [
    await timed('Comparison of two full cycles: 27 texts near the limit, 300 items', compare, 100),
    await timed('The same as a page, over HTTP', page, null),
  ];
}

async function timed(what: string, work: () => Promise<void>, limit: number | null): Promise<Row> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  const value = median(times.slice(ROUNDS / 4));
  return {
    what,
    measured: `${value.toFixed(0)} ms`,
    baseline: '',
    figure: { value, text: `${value.toFixed(0)} ms` },
    limit: limit === null ? null : { atMost: limit, text: `≤ ${limit} ms` },
  };
}

/**
 * Closes the council's full cycle and changes the next: of each statement's texts, one has every ninth word changed,
 * one every second sentence and one all of it; of the evidence, a fifth is dropped and a third explained again.
 */
export async function makeTwoFullCycles({ lead, director }: BenchCouncil): Promise<void> {
  for (const [index, statement] of STATEMENT_IDS.entries()) {
    await write(lead, statement, (field) => longText(index * 3 + field, 0));
  }
  const open = await getAssessment(lead);
  if (!open) throw new Error('The council of the bench has no open assessment');
  await startNextCycle({ as: { lead, director } }, open.id);
  const next = await getAssessment(lead);
  if (!next) throw new Error('The cycle that was started is not open');
  for (const [index, statement] of STATEMENT_IDS.entries()) {
    const [wordsChanged, sentencesChanged, anew] = [9, 2, 1];
    await write(lead, statement, (field) =>
      field === 0
        ? longText(index * 3, 0).replaceAll(/\S+/g, (word, at: number) =>
            at % wordsChanged === 0 ? 'changed' : word,
          )
        : longText(index * 3 + field, field === 1 ? sentencesChanged : anew),
    );
  }
  for (let number = 1; number <= 300; number += 1) {
    const reference = `E${number}`;
    const use = {
      shows: `Said anew in part ${number}.`,
      location: `Page ${number + 1}`,
      assessment: next.id,
    };
    if (number % 5 === 0) await detachEvidence(lead, reference, 'QS1', next.id);
    else if (number % 3 === 0) await explainAgain(lead, reference, 'QS1', use);
    if (number % 15 === 0) await attachEvidence(lead, [reference], 'QS9', use);
  }
}

async function write(
  lead: CouncilContext,
  statement: (typeof STATEMENT_IDS)[number],
  textOf: (field: number) => string,
): Promise<void> {
  const view = await getStatement(lead, statement);
  if (!view) throw new Error('The council of the bench has no open assessment');
  const score = view.version % 2 === 0 ? 3 : 2;
  const { outcome } = await saveStatement(lead, statement, {
    score,
    scoreReason:
      view.lastScore === null || view.lastScore === score ? undefined : 'The last survey says otherwise.',
    strengths: textOf(0),
    improvements: textOf(1),
    impact: textOf(2),
    completed: true,
    assessment: view.assessment.id,
    version: view.version,
  });
  if (outcome !== 'saved') throw new Error(`The statement was not saved: ${outcome}`);
}

const WORDS =
  'people waited days for first assessment against year ago reviews of longer term support are late one person in five most them two eastern neighbourhoods carers asked shorter forms and named worker since June every new has both the board reads survey before it is published chose three its questions what we have not shown yet whether change lasts after months'.split(
    ' ',
  );

/**
 * Prose just under the character limit, from a deterministic choice of words. `changed`: every how many sentences
 * differ.
 */
function longText(seed: number, changed: number): string {
  let text = '';
  for (let sentence = 0; ; sentence += 1) {
    const other = changed > 0 && sentence % changed === 0 ? 7_919 : 0;
    const words = Array.from({ length: 14 + ((seed + sentence) % 8) }, (_, at) => {
      const drawn = ((seed + 1) * 31 + sentence * 17 + at * 131 + other + sentence * at * 7) % 499;
      return WORDS[drawn] ?? `${WORDS[drawn % WORDS.length]}${drawn}`;
    });
    const next = `${words.join(' ')}.${sentence % 6 === 5 ? '\n\n' : ' '}`;
    if (text.length + next.length > NARRATIVE_LIMIT) return text.trimEnd();
    text += next;
  }
}
