import { beforeEach, describe, expect, it } from 'vitest';
import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { planRecords } from '#lib/insight/plan/events.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { saveLetter, saveStage } from '#lib/record/support-stages/commands.ts';
import { letterRecords, stageRecords } from '#lib/record/support-stages/events.ts';
import { listStages } from '#lib/record/support-stages/queries.ts';
import {
  asSuperuser,
  letterInput,
  makeCouncil,
  makeEvidenceLink,
  planDetailsInput,
  stageInput,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
beforeEach(async () => {
  council = await makeCouncil();
});

/** What `audit:verify` says of the rows. */
async function faults(): Promise<readonly string[]> {
  return (await verifyCouncil(council, [stageRecords, letterRecords, planRecords])).rows;
}

describe('a stage of support', () => {
  it('is recorded without a date for the plan, and not saved over what was not seen', async () => {
    const { lead, director } = council.as;
    const stage = stageInput({ planDueOn: null, note: 'As agreed by telephone' });
    expect(await saveStage(director, stage)).toEqual({ outcome: 'saved', number: 1 });
    expect(await saveStage(lead, { ...stage, stage: 1, version: 1 })).toMatchObject({ outcome: 'unchanged' });
    const changed = { ...stage, stage: 1, version: 1, planDueOn: '2026-10-01' } as const;
    expect(await saveStage(lead, changed)).toMatchObject({ outcome: 'saved', number: 1 });
    expect(await saveStage(lead, { ...changed, note: 'Later' })).toMatchObject({
      outcome: 'conflict',
      latest: { planDueOn: '2026-10-01', note: 'As agreed by telephone', version: 2 },
    });
    expect(await faults()).toEqual([]);
    await asSuperuser("UPDATE support_stages SET note = 'Another' WHERE council_id = $1", [council.id]);
    expect(await faults()).toHaveLength(1);
  });

  it('never begins on the day of another', async () => {
    const { lead } = council.as;
    await saveStage(lead, stageInput({ stageKind: 'sector_led', fromOn: '2025-09-04', planDueOn: null }));
    await saveStage(lead, stageInput({ fromOn: '2026-07-01' }));
    expect(await saveStage(lead, stageInput({ stageKind: 'statutory', fromOn: '2026-07-01' }))).toEqual({
      outcome: 'day taken',
    });
    const moved = stageInput({ stage: 2, version: 1, fromOn: '2025-09-04' });
    expect(await saveStage(lead, moved)).toEqual({ outcome: 'day taken' });
    expect((await listStages(lead)).map(({ number }) => number)).toEqual([2, 1]);
  });
});

describe('a letter', () => {
  it('belongs to a stage, names evidence that exists, and is changed once it is answered', async () => {
    const { lead } = council.as;
    expect(await saveLetter(lead, letterInput())).toEqual({ outcome: 'not found' });
    await saveStage(lead, stageInput());
    expect(await saveLetter(lead, letterInput({ reference: 'E9' }))).toEqual({ outcome: 'unknown evidence' });
    const reference = await makeEvidenceLink(lead);
    expect(await saveLetter(lead, letterInput({ reference }))).toEqual({ outcome: 'saved' });
    const answered = letterInput({ letter: 1, reference, repliedOn: '2026-07-10', version: 1 });
    expect(await saveLetter(lead, answered)).toEqual({ outcome: 'saved' });
    expect(await saveLetter(lead, answered)).toEqual({ outcome: 'unchanged' });
    expect(await saveLetter(lead, { ...answered, title: 'Another' })).toMatchObject({
      outcome: 'conflict',
      latest: { title: 'From the department', repliedOn: '2026-07-10' },
    });
    expect(await saveLetter(lead, { ...answered, letter: 2 })).toEqual({ outcome: 'not found' });
    const [stage] = await listStages(lead);
    expect(stage?.letters).toMatchObject([{ number: 1, reference, replyBy: '2026-07-15', version: 2 }]);
    expect(await faults()).toEqual([]);
  });
});

describe('what the plan says', () => {
  it('is one text of a council that two people do not save over each other', async () => {
    const { lead, director } = council.as;
    expect(await savePlanDetails(lead, planDetailsInput())).toEqual({ outcome: 'unchanged' });
    expect(await savePlanDetails(lead, planDetailsInput({ chair: 'Ann Lee' }))).toEqual({ outcome: 'saved' });
    expect(await savePlanDetails(director, planDetailsInput({ scrutiny: 'The committee' }))).toMatchObject({
      outcome: 'conflict',
      latest: { chair: 'Ann Lee', version: 1, changed: { by: lead.person.name } },
    });
    const both = planDetailsInput({ chair: 'Ann Lee', scrutiny: 'The committee', version: 1 });
    expect(await savePlanDetails(director, both)).toEqual({ outcome: 'saved' });
    expect(await faults()).toEqual([]);
    await asSuperuser("UPDATE improvement_plans SET chair = 'Bob' WHERE council_id = $1", [council.id]);
    expect(await faults()).toHaveLength(1);
  });
});
