import 'server-only';
import { completenessOf, type Need } from '#lib/insight/plan/completeness.ts';
import { type Forecast, forecastActions, forecastOf } from '#lib/insight/plan/forecast.ts';
import { changesSince, type PlanChanges } from '#lib/insight/plan/since.ts';
import type { CalendarDate } from '#lib/kernel/dates.ts';
import { londonDay } from '#lib/kernel/london-time.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { requirePermission } from '#lib/platform/access/permissions.ts';
import { type CouncilRead, type CouncilRows, read } from '#lib/platform/db/read.ts';
import { type AssessmentView, loadOpenAssessment } from '#lib/record/assessments/queries.ts';
import { loadHiddenScores } from '#lib/record/challenge/queries.ts';
import { loadLetterhead } from '#lib/record/councils/queries.ts';
import { loadFindings } from '#lib/record/findings/queries.ts';
import { countOpen } from '#lib/record/findings/rules.ts';
import { loadActions, loadPlanDetails } from '#lib/record/improvement/queries.ts';
import type { ImprovementAction, PlanDetails } from '#lib/record/improvement/rules.ts';
import { loadMeasures } from '#lib/record/measures/queries.ts';
import { loadStages } from '#lib/record/support-stages/queries.ts';
import { stageOn } from '#lib/record/support-stages/rules.ts';

/** What is said of the plan as a whole. */
export async function getPlanDetails(context: CouncilContext): Promise<PlanDetails> {
  requirePermission(context, 'improvement:view');
  return read(context, loadPlanDetails);
}

/** What the plan has of what the framework asks for. */
export async function getCompleteness(context: CouncilContext, asOf: Date): Promise<readonly Need[]> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => {
    const today = londonDay(asOf);
    return completenessOf(
      {
        actions: await loadActions(db),
        openFindings: countOpen(await loadFindings(db)),
        details: await loadPlanDetails(db),
        stage: stageOn(await loadStages(db), today),
        publishedAt: await loadPublishedAt(db),
      },
      today,
    );
  });
}

/** When the plan was first published. Null: it was not. */
async function loadPublishedAt({ tx, context }: CouncilRows): Promise<Date | null> {
  const { _min: first } = await tx.planPublication.aggregate({
    where: { councilId: context.council.id },
    _min: { madeAt: true },
  });
  return first.madeAt;
}

export type ForecastView = {
  readonly assessment: AssessmentView;
  /** Those that aim at a score and may still land. */
  readonly actions: readonly ImprovementAction[];
  readonly forecast: Forecast;
};

type NoForecast = { readonly assessment: AssessmentView; readonly forecast: 'scores hidden' };

/**
 * What the scores would be if actions land as they are due. Null: no assessment is open.
 *
 * @param only - the numbers of the actions to count; all if null
 */
export async function getForecast(
  context: CouncilContext,
  asOf: Date,
  only: ReadonlySet<number> | null = null,
): Promise<ForecastView | NoForecast | null> {
  requirePermission(context, 'improvement:view');
  return read(context, async (db) => {
    const assessment = await loadOpenAssessment(db);
    if (!assessment) return null;
    const { facts } = assessment;
    if (!facts) return { assessment, forecast: 'scores hidden' };
    const actions = await loadActions(db);
    return {
      assessment,
      actions: forecastActions(actions),
      forecast: forecastOf(facts, actions, { only: only ?? undefined, today: londonDay(asOf) }),
    };
  });
}

/** The forecast of the whole plan. Null: no assessment is open. */
export async function loadForecast(db: CouncilRead, asOf: Date): Promise<Forecast | 'scores hidden' | null> {
  const assessment = await loadOpenAssessment(db);
  if (!assessment) return null;
  if (!assessment.facts) return 'scores hidden';
  return forecastOf(assessment.facts, await loadActions(db), { today: londonDay(asOf) });
}

/** What changed in the plan since a day. */
export async function getPlanChanges(context: CouncilContext, since: CalendarDate): Promise<PlanChanges> {
  requirePermission(context, 'improvement:view');
  return read(context, (db) => loadPlanChanges(db, since));
}

async function loadPlanChanges(db: CouncilRead, since: CalendarDate): Promise<PlanChanges> {
  const actions = await loadActions(db);
  const keys = [...new Set(actions.flatMap(({ proofs }) => proofs.map(({ measure }) => measure)))];
  const measures = keys.length === 0 ? [] : await loadMeasures(db, { keys });
  return changesSince(actions, new Map(measures.map(({ key, values }) => [key, values])), since);
}

/** What a progress report is made of. `forecast`: null if no assessment is open. */
export type PlanProgress = {
  readonly changes: PlanChanges;
  readonly actions: readonly ImprovementAction[];
  readonly forecast: Forecast | null;
  readonly letterhead: { readonly colour: string; readonly logo: Uint8Array | null };
};

/** Null: the plan has no action. */
export async function getPlanProgress(
  context: CouncilContext,
  since: CalendarDate,
  asOf: Date,
): Promise<PlanProgress | 'scores hidden' | null> {
  requirePermission(context, 'improvement:export');
  return read(
    context,
    async (db) => {
      const forecast = await loadForecast(db, asOf);
      if (forecast === 'scores hidden' || (await loadHiddenScores(db))) return 'scores hidden';
      const actions = await loadActions(db);
      if (actions.length === 0) return null;
      const { letterhead } = await loadLetterhead(db);
      return { changes: await loadPlanChanges(db, since), actions, forecast, letterhead };
    },
    { needsRows: true },
  );
}
