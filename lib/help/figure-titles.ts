/** The figures that pages show, by the ids of their explanations. */
export const FIGURE_TITLES = {
  score: 'Score',
  band: 'Band',
  range: 'Range while statements are not complete',
  themes: 'Percentage of a theme',
  strength: 'Evidence strength',
  coverage: 'Evidence coverage',
  progress: 'Progress',
  pace: 'Expected completion',
  challenge: 'Range of challenge scores',
  'fewest-changes': 'Fewest changes needed for the next band',
  measures: 'Change of a measure, and comparison with England',
  'measure-targets': 'Whether a measure is on track',
  published: 'Published results, averages and medians',
  cycles: 'Comparison of two assessments',
  councils: 'Comparison of councils',
} as const;
export type FigureId = keyof typeof FIGURE_TITLES;
