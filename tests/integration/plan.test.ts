import { beforeEach, describe, expect, it } from 'vitest';
import { savePlanDetails } from '#lib/insight/plan/commands.ts';
import { describeForecast } from '#lib/insight/plan/forecast.ts';
import { getCompleteness, getForecast } from '#lib/insight/plan/queries.ts';
import { getFigures } from '#lib/pages/overview.ts';
import { getStatement } from '#lib/pages/statement.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { setBlind } from '#lib/record/challenge/commands.ts';
import { saveAction } from '#lib/record/improvement/commands.ts';
import { saveStage } from '#lib/record/support-stages/commands.ts';
import {
  ANSWERS,
  actionInput,
  makeAssessedCouncil,
  planDetailsInput,
  stageInput,
} from './council-factory.ts';

const AS_OF = new Date('2026-12-01T09:00:00Z');

let council: Awaited<ReturnType<typeof makeAssessedCouncil>>;
beforeEach(async () => {
  council = await makeAssessedCouncil();
  const { lead } = council.as;
  const { assessment } = council;
  await saveStatement(lead, 'QS1', { ...ANSWERS, score: 2, assessment, version: 0 });
  await saveAction(lead, actionInput({ aims: [{ statement: 'QS1', score: 3 }], dueOn: '2027-06-30' }));
});

describe('the forecast', () => {
  it('is the same on its page and on the summary, and counts the actions that are asked for', async () => {
    const { lead } = council.as;
    const view = await getForecast(lead, AS_OF);
    if (!view || view.forecast === 'scores hidden') throw new Error('There is no forecast');
    expect(view.forecast.landings).toMatchObject([
      { on: '2027-06-30', moves: [{ statement: 'QS1', from: 2, to: 3 }] },
    ]);
    const figures = await getFigures(lead, AS_OF);
    expect(figures?.figures?.forecast?.sentence).toBe(describeForecast(view.forecast));
    expect(figures?.plan).toEqual({ open: 1, overdue: 0, atRisk: 0 });
    expect(await getForecast(lead, AS_OF, new Set([2]))).toMatchObject({ forecast: { landings: [] } });
  });

  it('is not for somebody from whom a score is hidden, who sees actions without the scores they aim at', async () => {
    await setBlind(council.as.lead, { assessment: council.assessment, blind: true });
    const { director } = council.as;
    expect(await getForecast(director, AS_OF)).toMatchObject({ forecast: 'scores hidden' });
    expect((await getFigures(director, AS_OF))?.figures).toBeNull();
    const statement = await getStatement(director, 'QS1');
    expect(statement?.actions).toMatchObject([{ number: 1, aims: [{ statement: 'QS1', score: null }] }]);
  });
});

describe('the completeness', () => {
  it('follows the actions, what the plan says and the stage of the day', async () => {
    const { lead } = council.as;
    const met = async () =>
      (await getCompleteness(lead, AS_OF)).filter(({ isMet }) => isMet).map(({ id }) => id);
    const before = await met();
    await savePlanDetails(lead, planDetailsInput({ monitoring: 'Each month', scrutiny: 'The committee' }));
    await saveStage(lead, stageInput({ fromOn: '2026-12-02', planDueOn: null }));
    const then = await met();
    expect(then.filter((id) => !before.includes(id))).toEqual(['monitored', 'scrutinised']);
    await saveStage(lead, stageInput({ stageKind: 'sector_led', fromOn: '2026-12-01', planDueOn: null }));
    expect(await met()).toContain('stage');
  });
});
