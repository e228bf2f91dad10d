'use server';
import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { throughGate } from '#lib/auth/gate.ts';
import { formatDateTime, formatList } from '#lib/format.ts';
import { readDate } from '#lib/forms/date-field.ts';
import { NOT_FOUND } from '#lib/forms/failure.ts';
import type { FieldError, FormState } from '#lib/forms/form-state.ts';
import { fieldErrors, readForm } from '#lib/forms/read-form.ts';
import { routes } from '#lib/routes.ts';
import {
  type ChangeScenarioResult,
  changeScores,
  describeScenario,
  removeScenario,
  saveScenario,
  setTargets,
} from '#lib/scenarios/commands.ts';
import type { HeldTargets } from '#lib/scenarios/queries.ts';
import {
  aimInWords,
  asOpened,
  lostInWords,
  MOST_SCENARIOS,
  movesInWords,
  type NeedsField,
  needsField,
  type Scenario,
  type TargetMark,
  type TargetsField,
  targetDayField,
  targetField,
  targetOpenedField,
  targetVersionField,
} from '#lib/scenarios/rules.ts';
import {
  changeScoresSchema,
  describeScenarioFields,
  describeScenarioSchema,
  removeScenarioSchema,
  saveScenarioFields,
  saveScenarioSchema,
  setTargetsSchema,
  targetsFields,
} from '#lib/scenarios/schema.ts';
import { STATEMENT_IDS, type StatementId, statement as statementOf } from '#lib/scoring/index.ts';

const whole = (message: string): FieldError<never> => ({ field: '', message });

const CLOSED = whole(
  'Your changes are not saved because this assessment is closed. What you entered is still here. The next cycle has scenarios and targets of its own',
);
const HIDDEN = whole(
  'Your changes are not saved because the scores are hidden from you until you give your challenge scores. What you entered is still here',
);
const REMOVED = whole(
  'Your changes are not saved because somebody removed this scenario meanwhile. What you entered is still here',
);
const NO_OTHER_SCORE = whole(
  'Choose another score for at least one statement, work out the figures, then save',
);
const NAME_TAKEN: FieldError<'name'> = {
  field: 'name',
  message: 'There is a scenario of this name already. Enter another name',
};
const TOO_MANY = whole(
  `There are ${MOST_SCENARIOS} scenarios, as many as can be compared. Remove one, then save this one`,
);

function changedMeanwhile({ name, scores, changed }: Scenario, then: string): FieldError<never> {
  return whole(
    `Your changes are not saved because ${changed.by} changed this scenario on ${formatDateTime(changed.at)}. It is now called ${name} and changes ${movesInWords(scores)}. What you entered is still here. ${then}`,
  );
}

/** What the form is about, told by hidden fields; lib/assessments/actions.ts says why not by bound arguments. */
function placeOf(form: FormData) {
  const { council = '', assessment = '', number = '' } = readForm(form, ['council', 'assessment', 'number']);
  return { council, assessment, number };
}

/** Of both forms that keep scores that are tried. */
export type SaveScoresState = FormState<'name' | 'version'>;

/** Keeps the scores that are tried as a scenario of their own. */
export async function saveScenarioAction(_before: SaveScoresState, form: FormData): Promise<SaveScoresState> {
  const { council, assessment } = placeOf(form);
  const { name = '' } = readForm(form, ['name']);
  const refused = (errors: readonly FieldError<'name'>[]): SaveScoresState => ({
    status: 'refused',
    errors,
    values: { name },
  });
  const parsed = saveScenarioSchema.safeParse({ assessment, name, scores: readForm(form, STATEMENT_IDS) });
  const done = await throughGate(council, 'scenario:save', async (context) =>
    parsed.success ? saveScenario(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, saveScenarioFields));
  const { result } = done;
  switch (result?.outcome) {
    case 'saved':
    case 'already saved':
      redirect(routes.scenario(council, result.number, { done: 'saved' }));
      break;
    case 'name taken':
      return refused([NAME_TAKEN]);
    case 'no other score':
      return refused([NO_OTHER_SCORE]);
    case 'too many':
      return refused([TOO_MANY]);
    case 'hidden':
      return refused([HIDDEN]);
    default:
      return refused([CLOSED]);
  }
}

/** Puts the scores that are tried into a scenario that there is. */
export async function changeScoresAction(_before: SaveScoresState, form: FormData): Promise<SaveScoresState> {
  const { council, ...place } = placeOf(form);
  const { version = '' } = readForm(form, ['version']);
  const refused = (error: FieldError<never>, shown = version): SaveScoresState => ({
    status: 'refused',
    errors: [error],
    values: { version: shown },
  });
  const parsed = changeScoresSchema.safeParse({ ...place, version, scores: readForm(form, STATEMENT_IDS) });
  if (!parsed.success) return refused(NOT_FOUND);
  const done = await throughGate(council, 'scenario:save', (context) => changeScores(context, parsed.data));
  if (!done.ok) return refused(done.error);
  const { result } = done;
  if (result.outcome === 'newer') {
    refresh(); // the page shows what is saved over now
    const told = changedMeanwhile(
      result.newer,
      [lostInWords(result.lost), 'Save again to put these scores in their place'].filter(Boolean).join(' '),
    );
    return refused(told, String(result.newer.version));
  }
  const error = problemOf(result);
  if (error) return refused(error);
  redirect(routes.scenario(council, parsed.data.number, { done: 'changed' }));
}

type DescribeField = 'name' | NeedsField;
export type DescribeScenarioState = FormState<DescribeField | 'version'>;

/** Gives a scenario its name and says what each of its scores would take. */
export async function describeScenarioAction(
  _before: DescribeScenarioState,
  form: FormData,
): Promise<DescribeScenarioState> {
  const { council, ...place } = placeOf(form);
  const typed = readForm(form, [...describeScenarioFields, 'version']);
  const refused = (
    errors: readonly FieldError<DescribeField>[],
    version?: string,
  ): DescribeScenarioState => ({
    status: 'refused',
    errors,
    values: { ...typed, ...(version === undefined ? {} : { version }) },
  });
  const parsed = describeScenarioSchema.safeParse({ ...place, ...typed });
  const done = await throughGate(council, 'scenario:save', async (context) =>
    parsed.success ? describeScenario(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, describeScenarioFields));
  const { result } = done;
  if (!result) return refused([NOT_FOUND]);
  if (result.outcome === 'name taken') return refused([NAME_TAKEN]);
  if (result.outcome === 'left out') {
    refresh(); // the page shows what the scenario holds now
    return refused(result.lost.map(leftOut));
  }
  if (result.outcome === 'newer') {
    refresh();
    const told = changedMeanwhile(
      result.newer,
      'Open the scenario in another tab to compare, then save here to replace what they entered',
    );
    return refused([told, ...result.lost.map(leftOut)], String(result.newer.version));
  }
  const error = problemOf(result);
  if (error) return refused([error]);
  redirect(routes.scenario(council, parsed.data.number, { done: 'changed' }));
}

function leftOut(id: StatementId): FieldError<NeedsField> {
  return {
    field: needsField(id),
    message: `${statementOf(id).name} is not in this scenario any more, so this text cannot be saved with it. Copy it, then empty the box`,
  };
}

/** What keeps a scenario as it is. Null: nothing. */
function problemOf({ outcome }: ChangeScenarioResult): FieldError<never> | null {
  switch (outcome) {
    case 'closed':
      return CLOSED;
    case 'hidden':
      return HIDDEN;
    case 'not found':
      return REMOVED;
    case 'no other score':
      return NO_OTHER_SCORE;
    default:
      return null;
  }
}

export type RemoveScenarioState = FormState<'version'>;

export async function removeScenarioAction(
  _before: RemoveScenarioState,
  form: FormData,
): Promise<RemoveScenarioState> {
  const { council, ...place } = placeOf(form);
  const { version = '' } = readForm(form, ['version']);
  const refused = (error: FieldError<never>, shown = version): RemoveScenarioState => ({
    status: 'refused',
    errors: [error],
    values: { version: shown },
  });
  const parsed = removeScenarioSchema.safeParse({ ...place, version });
  if (!parsed.success) return refused(NOT_FOUND);
  const done = await throughGate(council, 'scenario:save', (context) => removeScenario(context, parsed.data));
  if (!done.ok) return refused(done.error);
  const { result } = done;
  switch (result.outcome) {
    case 'closed':
      return refused(CLOSED);
    case 'hidden':
      return refused(HIDDEN);
    case 'newer':
      return refused(
        whole(
          `The scenario is not removed because ${result.newer.changed.by} changed it on ${formatDateTime(result.newer.changed.at)}. It is now called ${result.newer.name} and changes ${movesInWords(result.newer.scores)}. Remove it again if it should go all the same`,
        ),
        String(result.newer.version),
      );
    default:
      // Removed already counts as removed.
      redirect(routes.scenarios(council, { done: 'removed' }));
  }
}

export type SetTargetsState = FormState<TargetsField | TargetMark>;

export async function setTargetsAction(_before: SetTargetsState, form: FormData): Promise<SetTargetsState> {
  const { council, assessment } = placeOf(form);
  const typed = {
    ...readForm(
      form,
      STATEMENT_IDS.flatMap((id) => [targetField(id), targetOpenedField(id), targetVersionField(id)]),
    ),
    ...Object.fromEntries(
      STATEMENT_IDS.map((id) => [targetDayField(id), readDate(form, targetDayField(id))]),
    ),
  };
  const refused = (
    errors: readonly FieldError<TargetsField>[],
    told: Readonly<Partial<Record<TargetMark, string>>> = {},
  ): SetTargetsState => ({ status: 'refused', errors, values: { ...typed, ...told } });
  const parsed = setTargetsSchema.safeParse({ ...typed, assessment });
  const done = await throughGate(council, 'target:set', async (context) =>
    parsed.success ? setTargets(context, parsed.data) : null,
  );
  if (!done.ok) return refused([done.error]);
  if (!parsed.success) return refused(fieldErrors(parsed.error, targetsFields));
  const { result } = done;
  switch (result?.outcome) {
    case 'set':
    case 'unchanged':
      redirect(routes.targets(council, { done: 'set' }));
      break;
    case 'newer':
      return refused(
        [
          whole(
            `Your changes are not saved because somebody set other targets meanwhile: ${formatList(result.statements.map((id) => heldInWords(id, result.targets)))}. What you entered is still here. Save again to put yours in their place`,
          ),
        ],
        marksOf(result.statements, result.targets),
      );
    case 'hidden':
      return refused([HIDDEN]);
    default:
      return refused([CLOSED]);
  }
}

/** "Assessing needs is 3 by 31 March 2027 (Sam Patel)". */
function heldInWords(id: StatementId, targets: HeldTargets): string {
  const held = targets[id];
  const target = held?.score ? aimInWords({ score: held.score, dueOn: held.dueOn }) : 'no target';
  return `${statementOf(id).name} is ${target}${held ? ` (${held.by})` : ''}`;
}

/** As if the form had been opened with what it was told of, and of nothing else. */
function marksOf(told: readonly StatementId[], targets: HeldTargets) {
  return Object.fromEntries(
    told.flatMap((id) => [
      [targetOpenedField(id), asOpened(String(targets[id]?.score ?? ''), targets[id]?.dueOn ?? '')],
      [targetVersionField(id), String(targets[id]?.version ?? 0)],
    ]),
  );
}
