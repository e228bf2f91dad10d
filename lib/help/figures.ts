import { methodSteps } from '#lib/exchange/pdf/score-view.ts';
import type { Framework } from '#lib/frameworks/framework.ts';
import type { FigureId } from '#lib/help/figure-titles.ts';
import { PACE_DAYS } from '#lib/insight/readiness/movement.ts';
import {
  CATEGORIES_WANTED,
  listNames,
  neededCategories,
  STRENGTH_NAMES,
  strengthRules,
} from '#lib/insight/readiness/strength.ts';
import { capitalise, formatInWords } from '#lib/kernel/format.ts';
import { describeBands } from '#lib/record/assessments/framework-text.ts';
import { STALE_AFTER_YEARS } from '#lib/record/evidence/concerns.ts';
import { TARGET_STATE_NAMES } from '#lib/record/measures/targets.ts';
import { FEWEST_FOR_MEDIAN } from '#lib/record/results/groups.ts';

/** How one figure is worked out, in paragraphs and rules. */
export type FigureHelp = {
  readonly text: readonly string[];
  readonly rules?: readonly (readonly [name: string, rule: string])[];
};

/** How each figure is worked out in a framework. Every number comes from the framework or the rule that uses it. */
export function figureHelp(framework: Framework): Readonly<Record<FigureId, FigureHelp>> {
  const { lowestScore, highestScore, thresholdSets, statements, notice, categories } = framework;
  const needed = listNames(neededCategories(framework));
  const levels = strengthRules(framework);
  const [adding, percentage, ...band] = methodSteps(framework);
  const flag = notice
    ? [`A score of ${notice.score} is flagged but does not cap the band: ${notice.precedent}.`]
    : [];
  return {
    score: { text: [adding ?? '', percentage ?? ''] },
    band: {
      text: [...band, ...flag],
      rules: thresholdSets.map((set) => [
        set.name,
        `${capitalise(describeBands(set))}. Source: ${set.origin}`,
      ]),
    },
    range: {
      text: [
        `As long as a statement is not complete or not confirmed, the score could still change. The lowest end counts each such statement as ${lowestScore}, the highest as ${highestScore}.`,
        'Once an assessment is signed or closed, only statements without a score count that way.',
      ],
    },
    themes: {
      text: [
        'The points of its statements as a percentage of the most they could have, rounded like the score. CQC publishes no band for a theme, and neither does this service.',
      ],
    },
    strength: {
      text: [
        `Seven checks for each statement: ${needed} covered; at least ${CATEGORIES_WANTED} of ${categories.length} categories covered; enough evidence for both dated in the last ${STALE_AFTER_YEARS} years; that evidence mentioned in the text; every paragraph cites evidence; no measure worse than its comparator; and unchanged since it was signed.`,
        `CQC asks for ${needed} in every statement. The other limits are set by this service.`,
      ],
      rules: (['strong', 'partial', 'weak', 'none'] as const).map((level) => [
        STRENGTH_NAMES[level],
        levels[level],
      ]),
    },
    coverage: {
      text: [
        'The items attached to each statement in the open assessment that count as evidence: not withdrawn or erased, and with no virus found. An item that came from several groups counts in the column of each. “Any statement” counts each item once.',
        `Out of date means dated more than ${STALE_AFTER_YEARS} years ago. Past review means that its review date has passed.`,
      ],
    },
    progress: {
      text: [
        'The score after each change that moved it, in this assessment and from one to the next. Two assessments on different frameworks are joined only where the later framework says that scores mean the same.',
      ],
    },
    pace: {
      text: [
        `The number of statements left, times the days that each completed one took in the last ${PACE_DAYS} days. This is a simple projection. It does not allow for leave or workload.`,
      ],
    },
    challenge: {
      text: [
        'The latest score of each challenger counts. The range goes from the lowest to the highest of these and the council’s own score. There is no average, because it would hide disagreement.',
      ],
    },
    'fewest-changes': {
      text: [
        `Every smallest set of rises that reaches the next band, each by one step if that is enough. They are worked out only when all ${formatInWords(statements.length)} statements are scored, and those carried forward are confirmed.`,
        'A set is as strong as the weakest evidence among the statements that would rise. Sets with the strongest evidence come first. Among those, sets with the fewest gaps (evidence checks not met and statements not completed) come first, then those with the fewest challenge scores below the new score, then those that change the fewest statements.',
      ],
    },
    measures: {
      text: [
        'A value is compared with the one before it whose period is as long. A month is not compared with a year.',
        'Better and worse follow the direction of the measure: if lower is better, 28% is better than 44%.',
        'The comparison uses the comparator’s value in the same period. If only another period is known, it is named.',
        'Measures that need attention come first: behind their target, worse than their comparator, or worse than before.',
      ],
    },
    'measure-targets': {
      text: [
        'The latest value is compared with a straight line from the starting value to the target at its date.',
      ],
      rules: [
        [TARGET_STATE_NAMES.met, 'The latest value reaches the target.'],
        [TARGET_STATE_NAMES['on-track'], 'It is on the line, or better.'],
        [TARGET_STATE_NAMES.behind, 'It is worse than the line at the end of its period.'],
        [TARGET_STATE_NAMES['too-early'], 'Its period overlaps the period of the starting value.'],
        [TARGET_STATE_NAMES['no-value'], 'There is no value after the period of the starting value.'],
      ],
    },
    published: {
      text: [
        'Each council counts once, by its latest result that is neither withdrawn nor replaced. Pilots count only if you include them. Results from a single unofficial source are shown but not counted.',
        `The median is the score in the middle. With an even number of scores it is the two in the middle, because their average is not a possible score. With fewer than ${FEWEST_FOR_MEDIAN} scores there is none.`,
      ],
    },
    cycles: {
      text: [
        'Scores are compared statement by statement. If the two use different frameworks, a statement is compared with the one that continues it, and only if its scores mean the same.',
      ],
    },
    councils: {
      text: [
        'Each council is shown by what it agreed to share: its current result, its last signed result, statement scores or evidence strength. The order uses the current result, or the signed one if only that is shared. A result that is not final counts at the lowest end of its range.',
      ],
    },
  };
}
