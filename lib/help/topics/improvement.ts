import type { HelpTopic } from '#lib/help/topic.ts';

/** Figures of the council, and what would change the result. */
export const IMPROVEMENT = {
  measures: {
    title: 'Measures and targets',
    lead: 'Record what you count, compare it with England or others, and follow it to a target.',
    permission: 'measures:edit',
    parts: [
      {
        heading: 'Add a value',
        steps: [
          'Open **Measures** and select the measure.',
          'Select **Add a value**. Enter the period, the value and its source.',
          'Enter the comparator’s value if you have it, then select **Save value**.',
        ],
      },
      {
        heading: 'Many values at once',
        steps: [
          'Open **Measures** and select **Import values**.',
          'Select a CSV file or paste the rows. You see what it would add and change before anything is saved.',
          'Confirm. You can undo an import in **Activity**.',
        ],
      },
      {
        heading: 'Set a target',
        steps: [
          'Open the measure and go to its target.',
          'Choose the value to start from, and a value to reach or a change in percent.',
          'Enter the date and select **Save target**.',
        ],
      },
    ],
  },
  'scenarios-and-targets': {
    title: 'Try scores, scenarios and targets',
    lead: 'See what other scores would do to the result. None of this changes the assessment.',
    parts: [
      {
        heading: 'Try scores',
        steps: [
          'Open **Improvement**, then **What if**.',
          'Change scores and select **Calculate**.',
          'An assurance lead or a director can save them: enter a name and select **Save scenario**.',
        ],
      },
      {
        heading: 'Compare scenarios',
        text: ['Open **Scenarios** to see them beside the current scores.'],
      },
      {
        heading: 'Set targets',
        steps: [
          'Open **Improvement**, then **Targets**.',
          'Enter the score that each statement should reach, and by when. You can start from the scores of a scenario.',
          'Select **Save targets**.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
