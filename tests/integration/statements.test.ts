import { beforeEach, describe, expect, it } from 'vitest';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { getAssessment, getConflict } from '#lib/record/assessments/queries.ts';
import type { SaveStatement } from '#lib/record/assessments/schema.ts';
import { STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { roundsOf } from '#tests/setup/rounds.ts';
import {
  ANSWERS,
  type AnswersInput,
  asSuperuser,
  CYCLE,
  dumpCouncil,
  makeAssessedCouncil,
  makeEvidenceLink,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil & { readonly assessment: string };

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

function input(version: number, answers: AnswersInput = {}): SaveStatement {
  return { ...ANSWERS, ...answers, assessment: council.assessment, version };
}

async function stored() {
  const view = await getStatement(council.as.reader, 'QS1');
  if (!view) throw new Error('The statement is not there');
  return view;
}

async function eventsOf(type: string): Promise<number> {
  const [row] = await asSuperuser<{ events: number }>(
    'SELECT count(*)::int AS events FROM audit_events WHERE council_id = $1 AND type = $2',
    [council.id, type],
  );
  return row?.events ?? 0;
}

describe('saveStatement', () => {
  it('keeps the answers, who saved them and when, and counts the save', async () => {
    const before = Date.now();
    expect(await saveStatement(council.as.contributor, 'QS1', input(0))).toEqual({ outcome: 'saved' });
    const view = await stored();
    expect(view).toMatchObject({
      answers: ANSWERS,
      version: 1,
      saved: { by: council.as.contributor.person.name },
    });
    expect(view.saved?.at.getTime()).toBeGreaterThanOrEqual(before);
    const higher = input(1, { score: 4, scoreReason: 'Waits are shorter.' });
    expect(await saveStatement(council.as.lead, 'QS1', higher)).toEqual({ outcome: 'saved' });
    expect(await stored()).toMatchObject({ answers: { score: 4 }, version: 2 });
  });

  it('keeps the content of every save', async () => {
    await saveStatement(council.as.contributor, 'QS1', input(0));
    const scoreReason = 'Waits are shorter.';
    await saveStatement(council.as.lead, 'QS1', input(1, { score: 4, scoreReason, strengths: 'Said anew' }));
    const revisions = () =>
      asSuperuser(
        'SELECT version, score, strengths, saved_by_id FROM statement_revisions WHERE council_id = $1 ORDER BY version',
        [council.id],
      );
    const kept = [
      {
        version: 1,
        score: ANSWERS.score,
        strengths: ANSWERS.strengths,
        saved_by_id: council.as.contributor.person.id,
      },
      { version: 2, score: 4, strengths: 'Said anew', saved_by_id: council.as.lead.person.id },
    ];
    expect(await revisions()).toEqual(kept);
    for (const change of [
      "UPDATE statement_revisions SET strengths = ''",
      'DELETE FROM statement_revisions',
    ]) {
      await expect(asSuperuser(change)).rejects.toThrow('only ever added');
    }
    await expect(asSuperuser('TRUNCATE statement_revisions')).rejects.toThrow('only ever added');
    expect(await revisions()).toEqual(kept);
  });

  it('resets a statement to not scored, and leaves the other eight alone', async () => {
    await saveStatement(council.as.lead, 'QS1', input(0));
    const unscored = { score: null, scoreReason: 'The figures were wrong.', completed: false };
    await saveStatement(council.as.lead, 'QS1', input(1, unscored));
    const assessment = await getAssessment(council.as.reader);
    expect(Object.values(assessment?.scores ?? {})).toEqual(STATEMENT_IDS.map(() => null));
    expect(assessment?.statements.map(({ status }) => status)).toEqual([
      'in-progress',
      ...STATEMENT_IDS.slice(1).map(() => 'not-yet-started'),
    ]);
  });

  it('based on an older version writes nothing and returns the newer one, with who and when', async () => {
    await saveStatement(council.as.contributor, 'QS1', input(0, { strengths: 'First' }));
    const first = {
      by: council.as.contributor.person.name,
      at: (await stored()).saved?.at.toISOString(),
    };
    const before = await dumpCouncil(council.id);
    const late = await saveStatement(council.as.lead, 'QS1', input(0, { strengths: 'Second' }));
    expect(late).toEqual({
      outcome: 'conflict',
      latest: {
        answers: { ...ANSWERS, strengths: 'First' },
        version: 1,
        ...first,
        scoreReason: '',
        lastScore: 3,
        before: { score: null, strengths: '', improvements: '', impact: '', completed: false },
        changed: {
          score: first,
          strengths: first,
          improvements: first,
          impact: first,
          completed: first,
        },
      },
    });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await saveStatement(council.as.lead, 'QS1', input(1, { strengths: 'Second' }))).toEqual({
      outcome: 'saved',
    });
  });

  it('names for each field who changed it last since then, and the common base', async () => {
    await saveStatement(council.as.lead, 'QS1', input(0));
    await saveStatement(council.as.contributor, 'QS1', input(1, { strengths: 'One' }));
    await saveStatement(council.as.lead, 'QS1', input(2, { strengths: 'One', impact: 'Two' }));
    const { person } = council.as.lead;
    const late = await saveStatement(council.as.contributor, 'QS1', input(1, { score: 1 }));
    expect(late).toMatchObject({
      outcome: 'conflict',
      latest: {
        by: person.name,
        version: 3,
        before: ANSWERS,
        changed: {
          strengths: { by: council.as.contributor.person.name },
          impact: { by: person.name },
        },
      },
    });
    if (late.outcome !== 'conflict') throw new Error('It was saved');
    expect(Object.keys(late.latest.changed).toSorted()).toEqual(['impact', 'strengths']);
    expect(await getConflict(council.as.contributor, 'QS1', council.assessment, 1)).toEqual(late.latest);
    expect(await getConflict(council.as.contributor, 'QS1', council.assessment, 3)).toBeNull();
  });

  it('refuses a version from the future too', async () => {
    expect(await saveStatement(council.as.lead, 'QS1', input(7))).toMatchObject({ outcome: 'conflict' });
    expect(await eventsOf('statement.saved')).toBe(0);
  });

  describe('of a changed score', () => {
    const saveOver = (version: number, given: AnswersInput) =>
      saveStatement(council.as.contributor, 'QS1', input(version, given));

    beforeEach(async () => {
      await saveStatement(council.as.lead, 'QS1', input(0));
    });

    it.each([{ score: 4 }, { score: null, completed: false }] as const)(
      'writes nothing without a reason: %o',
      async (given) => {
        const before = await dumpCouncil(council.id);
        const problem = 'Enter why the score has changed from 3';
        expect(await saveOver(1, given)).toEqual({ outcome: 'score reason', problem });
        expect(await dumpCouncil(council.id)).toEqual(before);
        expect(await saveOver(1, { ...given, scoreReason: 'Waits fell.' })).toEqual({ outcome: 'saved' });
      },
    );

    it('keeps the reason with the save and beside the score, and only its length in the event', async () => {
      const scoreReason = 'Waits fell to 12 days. 👩🏽‍🦽';
      await saveOver(1, { score: 4, scoreReason });
      const change = { from: 3, to: 4, reason: scoreReason, by: council.as.contributor.person.name };
      expect(await stored()).toMatchObject({ scoreChange: change });
      // A change of text keeps the score and its reason.
      await saveOver(2, { score: 4, strengths: 'Other words' });
      expect(await stored()).toMatchObject({ version: 3, scoreChange: change });
      const events = await asSuperuser<{ data: object }>(
        "SELECT data FROM audit_events WHERE council_id = $1 AND type = 'statement.saved' ORDER BY seq",
        [council.id],
      );
      expect(events[1]?.data).toMatchObject({ reason: { characters: scoreReason.length } });
      expect(events[2]?.data).not.toHaveProperty('reason');
      expect(JSON.stringify(events)).not.toContain('12 days');
    });

    const taken = { score: null, completed: false, scoreReason: 'The figures were wrong.' } as const;

    it('needs no reason for a first score, nor for the same one given again after none', async () => {
      expect(await stored()).toMatchObject({ scoreChange: null, lastScore: 3 });
      await saveOver(1, taken);
      expect(await saveOver(2, { score: 3 })).toEqual({ outcome: 'saved' });
      expect(await stored()).toMatchObject({ scoreChange: null, lastScore: 3 });
    });

    it('needs a reason for a change across an unscored save too, and compares with the last score', async () => {
      await saveOver(1, taken);
      await saveOver(2, { score: null, completed: false, strengths: 'Other words' });
      const takenAway = { from: 3, to: null, reason: taken.scoreReason };
      expect(await stored()).toMatchObject({ scoreChange: takenAway, lastScore: 3 });
      const problem = 'Enter why the score has changed from 3';
      expect(await saveOver(3, { score: 4 })).toEqual({ outcome: 'score reason', problem });
      expect(await saveOver(3, { score: 4, scoreReason: 'Waits fell.' })).toEqual({ outcome: 'saved' });
      const change = { from: 3, to: 4, reason: 'Waits fell.' };
      expect(await stored()).toMatchObject({ scoreChange: change, lastScore: 4 });
      // Removed and given again, the score keeps its reason.
      await saveOver(4, taken);
      await saveOver(5, { score: 4 });
      expect(await stored()).toMatchObject({ scoreChange: change, lastScore: 4 });
    });

    it('names the last score in a conflict with its removal', async () => {
      await saveOver(1, { score: 4, scoreReason: 'Waits fell.' });
      await saveOver(2, taken);
      const late = await saveStatement(council.as.lead, 'QS1', input(1, { strengths: 'Mine' }));
      expect(late).toMatchObject({ outcome: 'conflict', latest: { answers: { score: null }, lastScore: 4 } });
    });

    it('refuses a reason without a change of score, rather than dropping it', async () => {
      const before = await dumpCouncil(council.id);
      for (const [on, given] of [
        ['QS1', { strengths: 'Other words' }],
        ['QS1', {}],
        ['QS2', {}],
      ] as const) {
        const sent = input(on === 'QS1' ? 1 : 0, { ...given, scoreReason: 'Because' });
        expect(await saveStatement(council.as.lead, on, sent)).toMatchObject({
          outcome: 'score reason',
          problem: expect.stringMatching(/^Delete this reason/),
        });
      }
      expect(await dumpCouncil(council.id)).toEqual(before);
    });

    it('shows the reason in a conflict', async () => {
      await saveOver(1, { score: 4, scoreReason: 'Waits fell.' });
      await saveOver(2, { score: 4, impact: 'Later' });
      const late = await saveStatement(council.as.lead, 'QS1', input(1, { score: 2, scoreReason: 'Mine' }));
      expect(late).toMatchObject({ outcome: 'conflict', latest: { version: 3, scoreReason: 'Waits fell.' } });
    });

    it('compares with the score at the time of saving, not of opening the page', async () => {
      const results = await Promise.all([
        saveOver(1, { score: 4, scoreReason: 'Waits fell.' }),
        saveOver(1, { strengths: 'Other words' }),
      ]);
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved']);
    });
  });

  it('has one effect when the same form is sent twice, one after the other or at once', async () => {
    await saveStatement(council.as.lead, 'QS1', input(0));
    expect(await saveStatement(council.as.lead, 'QS1', input(0))).toEqual({ outcome: 'unchanged' });
    const twice = await Promise.all(
      [1, 2, 3, 4].map(() =>
        saveStatement(council.as.lead, 'QS1', input(1, { score: 2, scoreReason: 'Waits are longer.' })),
      ),
    );
    expect(twice.map(({ outcome }) => outcome).toSorted()).toEqual([
      'saved',
      'unchanged',
      'unchanged',
      'unchanged',
    ]);
    expect(await stored()).toMatchObject({ version: 2 });
    expect(await eventsOf('statement.saved')).toBe(2);
  });

  it('loses nothing silently in many rounds of two concurrent writers', { timeout: 60_000 }, async () => {
    // Two of three rounds are on one statement, where one writer must lose; the third is on two, where both succeed.
    const versions = new Map<StatementId, number>();
    const saved: { statement: StatementId; version: number; strengths: string; by: string }[] = [];
    for (let round = 0; round < roundsOf(1_000); round += 1) {
      const same = round % 3 !== 2;
      const writers = [
        { context: council.as.lead, statement: 'QS1' },
        { context: council.as.contributor, statement: same ? 'QS1' : 'QS2' },
      ] as const;
      const texts = writers.map(({ context }) => `Round ${round}, ${context.role}`);
      const results = await Promise.all(
        writers.map(({ context, statement }, index) =>
          saveStatement(
            context,
            statement,
            input(versions.get(statement) ?? 0, { strengths: texts[index] ?? '' }),
          ),
        ),
      );
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(
        same ? ['conflict', 'saved'] : ['saved', 'saved'],
      );
      const winner = results.findIndex(({ outcome }) => outcome === 'saved');
      for (const [index, result] of results.entries()) {
        const writer = writers[index];
        if (!writer) throw new Error('A result of nobody');
        if (result.outcome === 'conflict') {
          expect(result.latest).toMatchObject({ answers: { strengths: texts[winner] } });
          continue;
        }
        const version = (versions.get(writer.statement) ?? 0) + 1;
        versions.set(writer.statement, version);
        saved.push({
          statement: writer.statement,
          version,
          strengths: texts[index] ?? '',
          by: writer.context.person.id,
        });
      }
    }
    // Every acknowledged save is in the history, with consecutive versions, the last of them current.
    const kept = await asSuperuser(
      `SELECT statement, version, strengths, saved_by_id AS by FROM statement_revisions
        WHERE council_id = $1 ORDER BY statement, version`,
      [council.id],
    );
    const inOrder = saved.toSorted((a, b) => a.statement.localeCompare(b.statement) || a.version - b.version);
    expect(kept).toEqual(inOrder);
    for (const [statement, version] of versions) {
      expect(inOrder.filter((one) => one.statement === statement).map((one) => one.version)).toEqual(
        Array.from({ length: version }, (_, index) => index + 1),
      );
      const view = await getStatement(council.as.reader, statement);
      expect(view).toMatchObject({
        version,
        answers: { strengths: inOrder.findLast((one) => one.statement === statement)?.strengths },
      });
    }
    expect(await eventsOf('statement.saved')).toBe(saved.length);
  });

  it('lets two people save two statements at once', async () => {
    const outcomes = await Promise.all(
      STATEMENT_IDS.map((id) => saveStatement(council.as.lead, id, input(0, { impact: id }))),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(STATEMENT_IDS.map(() => 'saved'));
  });

  it('refuses a closed or missing assessment', async () => {
    await asSuperuser("UPDATE assessments SET status = 'closed' WHERE id = $1", [council.assessment]);
    // A change made outside the history shows after its next event.
    await makeEvidenceLink(council.as.lead);
    const before = await dumpCouncil(council.id);
    expect(await saveStatement(council.as.lead, 'QS1', input(0))).toEqual({ outcome: 'closed' });
    const unknown = { ...input(0), assessment: '0198a5c0-0000-7000-8000-000000000000' };
    expect(await saveStatement(council.as.lead, 'QS1', unknown)).toEqual({ outcome: 'closed' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    expect(await getStatement(council.as.lead, 'QS1')).toBeNull();
    expect(await getAssessment(council.as.lead)).toBeNull();
  });

  it('keeps 10,000 characters of any script unchanged', async () => {
    const strengths = 'Łukasz ਸਤਿ ŵ বাংলা 👩🏽‍🦽 \n'.repeat(400).slice(0, 10_000).toWellFormed();
    await saveStatement(council.as.lead, 'QS1', input(0, { strengths }));
    expect((await stored()).answers.strengths).toBe(strengths);
  });
});

describe('the database itself', () => {
  const update = (set: string) =>
    asSuperuser(`UPDATE statement_assessments SET ${set} WHERE council_id = $1 AND statement = 'QS1'`, [
      council.id,
    ]);

  it.each([0, 10, -1, 100])('refuses a score of %s', async (score) => {
    await expect(update(`score = ${score}`)).rejects.toThrow('statement_assessments_score');
  });

  it.each([0, 5, -1, 100])('is spared a score of %s, which the framework does not have', async (score) => {
    await expect(saveStatement(council.as.lead, 'QS1', input(0, { score }))).rejects.toThrow(
      'A score must be 1, 2, 3 or 4',
    );
    expect(await stored()).toMatchObject({ version: 0, answers: { score: null } });
  });

  it('refuses to complete a statement without a score', async () => {
    await expect(update('completed = true')).rejects.toThrow('statement_assessments_completed_is_scored');
    await expect(
      saveStatement(council.as.lead, 'QS1', input(0, { score: null, completed: true })),
    ).rejects.toThrow();
    expect(await eventsOf('statement.saved')).toBe(0);
  });

  it('has each statement once, under an id of letters and a number', async () => {
    for (const id of ['QS', 'QS0', 'qs1', 'QS100', ''])
      await expect(update(`statement = '${id}'`)).rejects.toThrow('statement_assessments_statement');
    await expect(update("statement = 'QS2'")).rejects.toThrow('duplicate key');
  });
});

describe('getAssessment', () => {
  it('returns a cycle with nine statements, none of them scored', async () => {
    const assessment = await getAssessment(council.as.reader);
    expect(assessment).toMatchObject({ name: CYCLE.name, thresholds: '62-80' });
    expect(assessment?.startsOn).toBe(CYCLE.startsOn);
    expect(assessment?.endsOn).toBe(CYCLE.endsOn);
    expect(assessment?.statements.map(({ id }) => id)).toEqual(STATEMENT_IDS);
  });
});
