import { z } from 'zod';
import { frameworkOfStatement, knownStatement } from '#lib/frameworks/known.ts';
import { idField } from '#lib/platform/forms/id-field.ts';
import { reasonField } from '#lib/platform/forms/reason-field.ts';
import { versionField } from '#lib/platform/forms/version-field.ts';
import { CHALLENGE_REASON_LIMIT } from '#lib/record/challenge/rules.ts';
import type { Score, StatementId } from '#lib/scoring/index.ts';

export const challengeFields = ['score', 'reason'] as const;
export type ChallengeField = (typeof challengeFields)[number];

/** Hidden fields that the form keeps when it is refused. */
export const challengeMarks = ['version', 'ownHidden'] as const;

const AGAIN = 'Open this page again from the statement';

/** The challenge form. `version`: the person's own latest version when the form was opened, 0 for none. */
export function giveChallengeSchema(statement: StatementId) {
  return z.object({
    score: z
      .enum(
        frameworkOfStatement(statement).scores.map(String),
        `Select your score for ${knownStatement(statement).name}`,
      )
      .transform((value): Score => Number(value)),
    reason: reasonField(CHALLENGE_REASON_LIMIT, 'Enter why you are giving this score'),
    assessment: idField(AGAIN),
    version: versionField(0, AGAIN),
    // Whether the page hid the council's score. A score counts as blind only if both the page and the setting hid it.
    ownHidden: z.enum(['yes', 'no'], AGAIN).transform((value) => value === 'yes'),
  });
}
export type GiveChallenge = z.output<ReturnType<typeof giveChallengeSchema>>;

export const blindFields = ['blind'] as const;
export const setBlindSchema = z.object({
  blind: z
    .enum(['yes', 'no'], 'Select whether challenge scores are given blind')
    .transform((value) => value === 'yes'),
  assessment: idField('Open this page again from the list of statements'),
});
export type SetBlind = z.output<typeof setBlindSchema>;
