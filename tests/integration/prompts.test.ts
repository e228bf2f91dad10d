import { beforeEach, describe, expect, it } from 'vitest';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { changePrompts } from '#lib/record/prompts/commands.ts';
import { promptRecords } from '#lib/record/prompts/events.ts';
import { getPrompts } from '#lib/record/prompts/queries.ts';
import { questionsIn } from '#lib/record/prompts/rules.ts';
import { asSuperuser, dumpCouncil, makeAssessedCouncil, type TestCouncil } from './council-factory.ts';

let council: TestCouncil;

beforeEach(async () => {
  council = await makeAssessedCouncil();
});

const asked = async () =>
  questionsIn((await getStatement(council.as.reader, 'QS1'))?.prompts ?? { text: '' });

describe('a council’s own questions', () => {
  it('are shown on their statement to everybody, and recorded', async () => {
    const { lead } = council.as;
    expect(await asked()).toEqual([]);
    const text = 'Who waits longest?\n\n  And why?';
    expect(await changePrompts(lead, 'QS1', { text, version: 0 })).toEqual({ outcome: 'done' });
    expect(await asked()).toEqual(['Who waits longest?', 'And why?']);
    expect((await getStatement(lead, 'QS2'))?.prompts.text).toBe('');
    expect(await verifyCouncil(council, [promptRecords])).toMatchObject({ firstBroken: null, rows: [] });

    await changePrompts(lead, 'QS1', { text: '', version: 1 });
    expect(await asked()).toEqual([]);
    expect(await verifyCouncil(council, [promptRecords])).toMatchObject({ firstBroken: null, rows: [] });
    await asSuperuser(`UPDATE statement_prompts SET text = 'Forged' WHERE council_id = $1`, [council.id]);
    const { rows } = await verifyCouncil(council, [promptRecords]);
    expect(rows.join()).toContain('own questions for QS1');
  });

  it('are not overwritten by somebody who has not seen them, and saved once', async () => {
    const { lead } = council.as;
    await changePrompts(lead, 'QS1', { text: 'First', version: 0 });
    const before = await dumpCouncil(council.id);
    expect(await changePrompts(lead, 'QS1', { text: 'Second', version: 0 })).toMatchObject({
      outcome: 'conflict',
      latest: { text: 'First', version: 1, changed: { by: lead.person.name } },
    });
    expect(await changePrompts(lead, 'QS1', { text: 'First', version: 0 })).toEqual({ outcome: 'unchanged' });
    expect(await dumpCouncil(council.id)).toEqual(before);
    await Promise.all(['A', 'B', 'C'].map((text) => changePrompts(lead, 'QS1', { text, version: 1 })));
    expect((await getPrompts(lead, 'QS1')).version).toBe(2);
  });

  it('are changed by leads only', async () => {
    const { contributor } = council.as;
    await expect(changePrompts(contributor, 'QS1', { text: 'Mine', version: 0 })).rejects.toThrow(
      NotAllowedError,
    );
  });
});
