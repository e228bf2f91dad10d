'use server';
import { isKnownStatement, knownStatement } from '#lib/frameworks/known.ts';
import * as routes from '#lib/kernel/routes.ts';
import { ASSESSMENT_CLOSED } from '#lib/platform/forms/failure.ts';
import { type Done, type FormAction, formAction } from '#lib/platform/forms/form-action.ts';
import type { FormState } from '#lib/platform/forms/form-state.ts';
import { type AboutStatement, aboutStatement } from '#lib/platform/forms/statement-field.ts';
import { giveChallenge, type OwnChallenge, setBlind } from '#lib/record/challenge/commands.ts';
import {
  blindFields,
  type ChallengeField,
  challengeFields,
  challengeMarks,
  giveChallengeSchema,
  setBlindSchema,
} from '#lib/record/challenge/schema.ts';

type Field = ChallengeField | (typeof challengeMarks)[number] | 'statement' | 'assessment';

export type ChallengeState = FormState<
  Field,
  {
    /** The person gave a score in another tab in the meantime: show it and let them choose. */
    readonly status: 'conflict';
    readonly latest: OwnChallenge;
    readonly values: Readonly<Partial<Record<Field, string>>>;
  }
>;
export const giveChallengeAction: FormAction<ChallengeState> = formAction({
  name: 'giveChallenge',
  permission: 'challenge:give',
  fields: challengeFields,
  hidden: ['statement', 'assessment', ...challengeMarks],
  schema: ({ statement }) =>
    isKnownStatement(statement) ? giveChallengeSchema(statement).and(aboutStatement) : null,
  run: (context, { statement, ...input }) => giveChallenge(context, statement, input),
  outcomes: {
    given: (_, sent) => afterGiving(sent),
    unchanged: (_, sent) => afterGiving(sent),
    conflict: ({ latest }, { values }) => ({
      status: 'conflict',
      latest,
      values: { ...values, version: String(latest.version) },
    }),
    closed: ASSESSMENT_CLOSED,
  },
});

function afterGiving({ council, input: { statement } }: AboutStatement): Done {
  return {
    to: routes.challenge(council, statement),
    flash: `Challenge score for ${knownStatement(statement).name} saved`,
  };
}

export const setBlindAction = formAction({
  name: 'setBlind',
  permission: 'challenge:settings',
  fields: blindFields,
  hidden: ['assessment'],
  schema: setBlindSchema,
  run: setBlind,
  outcomes: {
    done: (_, { council }) => afterSettings(council),
    unchanged: (_, { council }) => afterSettings(council),
    closed: ASSESSMENT_CLOSED,
  },
});

function afterSettings(council: string): Done {
  return { to: routes.challengeSettings(council), flash: 'Challenge settings saved' };
}
