import {
  DIRECTION_NAMES,
  DIRECTIONS,
  TOPIC_NAMES,
  TOPICS,
  UNIT_NAMES,
  UNITS,
} from '#lib/record/measures/rules.ts';
import { STATEMENTS } from '#lib/scoring/index.ts';
import type { MeasureChoices } from './measure-form.tsx';

/** The choices in a measure's form. Made on the server, to keep them out of the script. */
export const MEASURE_CHOICES: MeasureChoices = {
  units: UNITS.map((value) => ({ value, label: UNIT_NAMES[value] })),
  directions: DIRECTIONS.map((value) => ({ value, label: DIRECTION_NAMES[value] })),
  statements: STATEMENTS.map(({ id, name }) => ({ value: id, label: name })),
  topics: TOPICS.map((value) => ({ value, label: TOPIC_NAMES[value] })),
};
