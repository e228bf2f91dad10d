'use server';
import { z } from 'zod';
import { knownStatement, knownStatementIds } from '#lib/frameworks/known.ts';
import {
  changeScores,
  describeScenario,
  removeScenario,
  saveScenario,
  setTargets,
} from '#lib/insight/scenarios/commands.ts';
import type { StoredTargets } from '#lib/insight/scenarios/queries.ts';
import {
  DEFAULT_DAY,
  describeAim,
  describeLost,
  describeMoves,
  MAX_SCENARIOS,
  type NeedsField,
  needsField,
  type Scenario,
  type TargetsField,
  targetDayField,
  targetFingerprint,
  targetOpenedField,
  targetVersionField,
} from '#lib/insight/scenarios/rules.ts';
import {
  changeScoresSchema,
  describeScenarioFields,
  describeScenarioSchema,
  removeScenarioSchema,
  saveScenarioFields,
  saveScenarioSchema,
  setTargetsSchema,
  targetsFields,
} from '#lib/insight/scenarios/schema.ts';
import { formatList } from '#lib/kernel/format.ts';
import { formatDateTime } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FieldError, FormState } from '#lib/platform/forms/form-state.ts';
import type { StatementId } from '#lib/scoring/index.ts';

const formError = (message: string): FieldError<never> => ({ field: '', message });

const CLOSED = formError(
  'Your changes were not saved because this assessment is closed. What you entered is still here. The next assessment has its own scenarios and targets',
);
const HIDDEN = formError(
  'Your changes were not saved because the scores are hidden until you give your challenge scores. What you entered is still here',
);
const REMOVED = formError(
  'Your changes were not saved because someone removed this scenario. What you entered is still here',
);
const NO_SCORE_CHANGE = formError(
  'Select another score for at least one statement, select “Calculate”, then save',
);
const NAME_TAKEN: FieldError<'name'> = {
  field: 'name',
  message: 'A scenario with this name already exists. Enter another name',
};
const TOO_MANY = formError(`You can have up to ${MAX_SCENARIOS} scenarios. Remove one, then save this one`);

/** Errors if a scenario could not be changed. */
const UNCHANGED = {
  closed: CLOSED,
  hidden: HIDDEN,
  'not found': REMOVED,
} as const;

function changedMeanwhile({ name, scores, changed }: Scenario, then: string): FieldError<never> {
  return formError(
    `Your changes were not saved because ${changed.by} changed this scenario on ${formatDateTime(changed.at)}. It is now called ${name} and changes ${describeMoves(scores)}. What you entered is still here. ${then}`,
  );
}

type InCouncil = { readonly council: string };
type AboutScenario = InCouncil & { readonly input: { readonly number: number } };

const openScenario = ({ number }: { readonly number: number }, { council }: InCouncil): Done => ({
  to: routes.scenario(council, number),
  flash: 'Scenario saved. Describe below what each score would take',
});
const changed = (_: unknown, { council, input }: AboutScenario): Done => ({
  to: routes.scenario(council, input.number),
  flash: 'Scenario saved',
});
const removed = (_: unknown, { council }: InCouncil): Done => ({
  to: routes.scenarios(council),
  flash: 'Scenario removed',
});
const targetsSaved = (_: unknown, { council }: InCouncil): Done => ({
  to: routes.targets(council),
  flash: 'Targets saved',
});

/** The state of both forms that save what-if scores. */
export type SaveScoresState = FormState<'name' | 'assessment' | 'number' | 'version' | StatementId>;

/** What-if scores are sent under the ids of their statements. */
function withScores<Input>(schema: z.ZodType<Input>) {
  return z.preprocess((sent) => ({ ...Object(sent), scores: sent }), schema);
}

// Fields of statements are getters, because frameworks may be added after this module is loaded.

/** Saves the what-if scores as a new scenario. */
export const saveScenarioAction: FormAction<SaveScoresState> = formAction({
  name: 'saveScenario',
  permission: 'scenario:save',
  fields: saveScenarioFields,
  get hidden() {
    return ['assessment', ...knownStatementIds()];
  },
  schema: withScores(saveScenarioSchema),
  run: saveScenario,
  outcomes: {
    saved: openScenario,
    'already saved': openScenario,
    'name taken': NAME_TAKEN,
    'no score change': NO_SCORE_CHANGE,
    'too many': TOO_MANY,
    hidden: HIDDEN,
    closed: CLOSED,
  },
});

/** Saves the what-if scores over an existing scenario. */
export const changeScoresAction: FormAction<SaveScoresState> = formAction({
  name: 'changeScores',
  permission: 'scenario:save',
  fields: [],
  get hidden() {
    return ['assessment', 'number', 'version', ...knownStatementIds()];
  },
  schema: withScores(changeScoresSchema),
  run: changeScores,
  outcomes: {
    ...UNCHANGED,
    'no score change': NO_SCORE_CHANGE,
    changed,
    unchanged: changed,
    conflict: ({ latest, lost }) => ({
      errors: [
        changedMeanwhile(
          latest,
          [describeLost(lost), 'Save again to replace them with these scores'].filter(Boolean).join(' '),
        ),
      ],
      values: { version: String(latest.version) },
      redraw: true,
    }),
  },
});

/** Saves a scenario's name and what each of its scores would take. */
export const describeScenarioAction = formAction({
  name: 'describeScenario',
  permission: 'scenario:save',
  get fields() {
    return describeScenarioFields(knownStatementIds());
  },
  hidden: ['assessment', 'number', 'version'],
  schema: () => describeScenarioSchema(knownStatementIds()),
  run: describeScenario,
  outcomes: {
    ...UNCHANGED,
    changed,
    unchanged: changed,
    'name taken': NAME_TAKEN,
    'left out': ({ lost }) => ({ errors: lost.map(leftOut), redraw: true }),
    conflict: ({ latest, lost }) => ({
      errors: [
        changedMeanwhile(
          latest,
          'Open the scenario in another tab to compare, then save here to replace what they entered',
        ),
        ...lost.map(leftOut),
      ],
      values: { version: String(latest.version) },
      redraw: true,
    }),
  },
});

function leftOut(id: StatementId): FieldError<NeedsField> {
  return {
    field: needsField(id),
    message: `${knownStatement(id).name} is no longer in this scenario, so this text cannot be saved. Copy it, then clear the box`,
  };
}

export const removeScenarioAction = formAction({
  name: 'removeScenario',
  permission: 'scenario:save',
  fields: [],
  hidden: ['assessment', 'number', 'version'],
  schema: removeScenarioSchema,
  run: removeScenario,
  outcomes: {
    removed,
    // A scenario that is already gone counts as removed.
    'not found': removed,
    closed: CLOSED,
    hidden: HIDDEN,
    conflict: ({ latest: { name, scores, version, changed } }) => ({
      errors: [
        formError(
          `The scenario was not removed because ${changed.by} changed it on ${formatDateTime(changed.at)}. It is now called ${name} and changes ${describeMoves(scores)}. Select “Remove scenario” again to remove it`,
        ),
      ],
      values: { version: String(version) },
    }),
  },
});

export const setTargetsAction = formAction({
  name: 'setTargets',
  permission: 'target:set',
  get fields() {
    return targetsFields(knownStatementIds());
  },
  get dates(): readonly TargetsField[] {
    return [DEFAULT_DAY, ...knownStatementIds().map(targetDayField)];
  },
  get hidden() {
    const statements = knownStatementIds();
    return ['assessment', ...statements.map(targetOpenedField), ...statements.map(targetVersionField)];
  },
  schema: setTargetsSchema,
  run: setTargets,
  outcomes: {
    set: targetsSaved,
    unchanged: targetsSaved,
    conflict: ({ statements, targets }) => ({
      errors: [
        formError(
          `Your changes were not saved because someone else set other targets since you opened this page: ${formatList(statements.map((id) => describeHeld(id, targets)))}. What you entered is still here. Save again to replace theirs with yours`,
        ),
      ],
      values: marksOf(statements, targets),
    }),
    hidden: HIDDEN,
    closed: CLOSED,
  },
});

/** "Assessing needs is 3 by 31 March 2027 (Sam Patel)". */
function describeHeld(id: StatementId, targets: StoredTargets): string {
  const held = targets[id];
  const target = held?.score ? describeAim({ score: held.score, dueOn: held.dueOn }) : 'no target';
  return `${knownStatement(id).name} is ${target}${held ? ` (${held.by})` : ''}`;
}

/** Marks the form as opened with the conflicting targets that the message lists, and no others. */
function marksOf(told: readonly StatementId[], targets: StoredTargets) {
  return Object.fromEntries(
    told.flatMap((id) => [
      [targetOpenedField(id), targetFingerprint(String(targets[id]?.score ?? ''), targets[id]?.dueOn ?? '')],
      [targetVersionField(id), String(targets[id]?.version ?? 0)],
    ]),
  );
}
