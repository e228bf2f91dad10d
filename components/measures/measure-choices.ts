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

/** What a measure's form offers. Made on the server, so that none of it travels as script. */
export const MEASURE_CHOICES: MeasureChoices = {
  units: UNITS.map((value) => ({ value, label: UNIT_NAMES[value] })),
  directions: DIRECTIONS.map((value) => ({ value, label: DIRECTION_NAMES[value] })),
  statements: STATEMENTS.map(({ id, name }) => ({ value: id, label: name })),
  topics: TOPICS.map((value) => ({ value, label: TOPIC_NAMES[value] })),
};
