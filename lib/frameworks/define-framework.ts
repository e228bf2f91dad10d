import { deepFreeze } from './deep-freeze.ts';
import {
  BANDS,
  type Framework,
  type FrameworkDescription,
  lastTotalOf,
  type Mapping,
  type ThresholdLimits,
  topicKey,
} from './framework.ts';

/**
 * A framework from its description.
 *
 * @throws {Error} that lists every fault, if there are any
 */
export function defineFramework(description: FrameworkDescription): Framework {
  const faults = faultsOf(description);
  if (faults.length > 0) throw new Error(`Framework ${description.id}: ${faults.join('; ')}`);
  const { statements, scale } = description;
  const scores = scale.map(({ score }) => score);
  const lowestScore = Math.min(...scores);
  const highestScore = Math.max(...scores);
  const weight = statements.reduce((sum, statement) => sum + statement.weight, 0);
  return deepFreeze({
    ...description,
    themes: description.themes.map(({ id, name }) => ({
      id,
      name,
      statements: statements.filter(({ theme }) => theme === id).map((statement) => statement.id),
    })),
    statementIds: statements.map(({ id }) => id),
    scores,
    lowestScore,
    highestScore,
    lowestPoints: weight * lowestScore,
    highestPoints: weight * highestScore,
  });
}

/** An id of a framework, and of a threshold set or category: also used in addresses and file names. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** A statement's id, short enough for the heading of a narrow column. The database checks the same pattern. */
const STATEMENT = /^[A-Z]{1,4}[1-9][0-9]?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** The database holds scores of one digit. */
const HIGHEST_SCORE = 9;
/** Every total is calculated in advance. */
const MOST_POINTS = 1_000;
/** Characters of one text. */
const LONGEST_TEXT = 2_000;
/** One line in the Latin script, which every PDF can show. */
const LINE = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u;
const INVISIBLE = /\p{C}/u;

function faultsOf(framework: FrameworkDescription): readonly string[] {
  const { statements, scale, thresholdSets } = framework;
  const sets = thresholdSets.map(({ id }) => id);
  const scores = scale.map(({ score }) => score);
  const themes = framework.themes.map(({ id }) => id);
  const ordered = statements.map(({ theme }) => themes.indexOf(theme));
  const weight = statements.reduce((sum, each) => sum + each.weight, 0);
  const [lowestPoints, highestPoints] = [weight * (scores[0] ?? 0), weight * (scores.at(-1) ?? 0)];
  const rules: readonly (readonly [boolean, string])[] = [
    [NAME.test(framework.id), 'its id is not lower case with hyphens'],
    [isPositive(framework.version), 'its version is not a whole number from 1'],
    [isDay(framework.from) && isDay(framework.to), 'its dates are not days'],
    [!framework.from || !framework.to || framework.from <= framework.to, 'it ends before it begins'],
    [areConsecutive(themes) && themes[0] === 1, 'its themes are not numbered from 1'],
    [
      statements.length > 0 && isUnique(statements.map(({ id }) => id)),
      'its statements repeat or are missing',
    ],
    [statements.every(({ id }) => STATEMENT.test(id)), 'the id of a statement is not letters and a number'],
    [statements.every(({ weight }) => isPositive(weight)), 'a weight is not a whole number from 1'],
    [
      statements.every(({ id, topics }) => isUnique(topics.map((name) => topicKey(id, name)))),
      'a statement repeats a topic',
    ],
    [
      ordered.every((place, index) => place >= (ordered[index - 1] ?? 0)),
      'its statements are not in the order of its themes',
    ],
    [themes.every((theme) => statements.some((each) => each.theme === theme)), 'a theme has no statement'],
    [scores.length > 1 && areConsecutive(scores) && isPositive(scores[0] ?? 0), 'its scale has gaps'],
    [(scores.at(-1) ?? 0) <= HIGHEST_SCORE, `its scale goes above ${HIGHEST_SCORE}`],
    [highestPoints <= MOST_POINTS, `its highest total is above ${MOST_POINTS} points`],
    [
      statements.every(({ characteristics }) => {
        const described = Object.keys(characteristics).map(Number);
        return described.length === 0 || described.toSorted((a, b) => a - b).join() === scores.join();
      }),
      'a statement describes some scores and not others',
    ],
    [isUnique(sets) && sets.every((id) => NAME.test(id)), 'its threshold sets repeat, or have odd names'],
    [sets.includes(framework.defaultThresholds), 'its default thresholds are not among its sets'],
    [sets.includes(framework.regulatorThresholds), 'its regulator’s thresholds are not among its sets'],
    [thresholdSets.every(coverEveryBand), 'a threshold set does not rise through the four bands to 100'],
    [
      thresholdSets.every((set) => reachesEveryBand(set, lowestPoints, highestPoints)),
      'a threshold set has a band that no total reaches',
    ],
    [!framework.notice || scores.includes(framework.notice.score), 'the score to notice is not on its scale'],
    [isUnique(framework.categories.map(({ id }) => id)), 'its categories repeat'],
    [framework.categories.some(({ isNeeded }) => isNeeded), 'no category is needed for every statement'],
    [
      framework.transitions === null || statements.some(({ id }) => id === framework.transitions),
      'its statement about transitions is not among its own',
    ],
    [isUnique(framework.mappings.map(({ from }) => from)), 'two mappings are from one framework'],
    [framework.mappings.every((mapping) => isOneToOne(mapping, framework)), 'a mapping does not fit it'],
    [
      isWorded(framework),
      `a text is empty, longer than ${LONGEST_TEXT} characters or not a line of Latin script`,
    ],
  ];
  return rules.flatMap(([holds, fault]) => (holds ? [] : [fault]));
}

function coverEveryBand({ bands }: ThresholdLimits): boolean {
  return (
    bands.length === BANDS.length &&
    bands.every(
      ({ band, limit }, at) =>
        band === BANDS[at] && Number.isInteger(limit) && limit > (bands[at - 1]?.limit ?? 0),
    ) &&
    bands.at(-1)?.limit === 100 &&
    bands.at(-1)?.includesLimit === true
  );
}

/** Whether each band holds at least one total, which calculations rely on. */
function reachesEveryBand({ bands }: ThresholdLimits, lowest: number, highest: number): boolean {
  const ends = bands.map((band) => lastTotalOf(band, highest));
  return ends.every((end, at) => end > (ends[at - 1] ?? lowest - 1));
}

function isOneToOne({ statements, comparable, scores }: Mapping, framework: FrameworkDescription): boolean {
  const own = framework.statements.map(({ id }) => id);
  const scale = framework.scale.map(({ score }) => score);
  return (
    Object.keys(statements).every((id) => own.includes(id)) &&
    isUnique(Object.values(statements)) &&
    comparable.every((id) => Object.hasOwn(statements, id)) &&
    Object.values(scores).every((score) => scale.includes(score))
  );
}

function isWorded(value: unknown): boolean {
  if (typeof value === 'string')
    return (
      value.trim() === value &&
      value !== '' &&
      value.length <= LONGEST_TEXT &&
      LINE.test(value) &&
      !INVISIBLE.test(value)
    );
  return typeof value !== 'object' || value === null || Object.values(value).every(isWorded);
}

function isPositive(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

function isDay(value: string | null): boolean {
  if (value === null) return true;
  const date = new Date(`${value}T00:00Z`);
  return DAY.test(value) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

function areConsecutive(numbers: readonly number[]): boolean {
  return numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1);
}
