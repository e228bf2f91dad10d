import { afterAll, describe, expect, it } from 'vitest';
import { CQC_2023 } from '#lib/frameworks/cqc-2023.ts';
import { addFramework } from '#lib/frameworks/known.ts';
import { exampleAction } from '#lib/record/improvement/testing/fixtures.ts';
import { FICTIONAL_FRAMEWORK, removeAddedFrameworks } from '#tests/setup/fictional-framework.ts';
import { actionChoices } from './action-choices.ts';

addFramework(FICTIONAL_FRAMEWORK);
afterAll(removeAddedFrameworks);

describe('the choices of an action', () => {
  it('have what it aims at in another framework, so that saving the form keeps it', () => {
    const action = exampleAction({
      aims: [
        { statement: 'QS1', score: 3 },
        { statement: 'F1', score: 2 },
      ],
    });
    const prefill = { aims: [], dueOn: null, findings: [], priority: null, outcome: '', says: null };
    const choices = (framework: typeof CQC_2023) =>
      actionChoices({ action, prefill, framework, scores: null }).statements;
    expect(choices(FICTIONAL_FRAMEWORK).map(({ id }) => id)).toEqual([
      ...FICTIONAL_FRAMEWORK.statementIds,
      'QS1',
    ]);
    expect(choices(CQC_2023).map(({ id }) => id)).toEqual([...CQC_2023.statementIds, 'F1']);
    expect(choices(CQC_2023).at(-1)).toMatchObject({
      hint: `Of another framework: ${FICTIONAL_FRAMEWORK.name}`,
      scale: FICTIONAL_FRAMEWORK.scale.map(({ score }) => ({ value: String(score) })),
    });
  });
});
