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
  'published-report': {
    title: 'Record CQC’s report and what was found',
    lead: 'See where you were too kind or too harsh, and keep every finding until something came of it.',
    permission: 'improvement:view',
    parts: [
      {
        heading: 'Record a published report',
        steps: [
          'Open **Improvement**, then **Published report**. An assurance lead or a director selects **Add a published report**.',
          'Enter its rating, its dates, and the score of each statement. Copy what it says of a statement, with the page.',
          'Select **Save report**. You see it beside what you signed before the first day of the visit.',
        ],
      },
      {
        heading: 'When CQC changes it',
        text: [
          'Open the report, select **Change this report** and its new status. A report that was withdrawn or replaced stays to be read.',
          'If your council is among the **Published results**, your report takes its place there.',
        ],
      },
      {
        heading: 'Add a finding',
        steps: [
          'Select **Add a finding** beside a statement of the report, on its challenge scores, or in **Findings**.',
          'Say what was found, where, and how severe it is. Then select **Save finding**.',
        ],
      },
      {
        heading: 'Close a finding',
        steps: [
          'Open it, and enter the date closed and what became of it.',
          'To open it again, remove the date.',
        ],
      },
    ],
  },
  'improvement-plan': {
    title: 'Keep the improvement plan',
    lead: 'Each action leads from what was found to the score it should move and the measure that proves it.',
    permission: 'improvement:update',
    parts: [
      {
        heading: 'Add an action',
        text: ['Contributors and assurance leads add and edit actions.'],
        steps: [
          'Open **Improvement**, then **Improvement plan**, and select **Add an action**. You can also start from a finding, a target, a scenario or a gap in the review, which fills in what is known.',
          'Enter what will be done and its priority. The rest can follow.',
          'Select an owner. A member gets a notification and sees the action in **My work**. For anybody else, enter the name.',
          'Under **What it moves**, select the statements it should improve, the score each should get, and the measure with the value that would prove it.',
          'Select **Save action**.',
        ],
      },
      {
        heading: 'Update progress',
        steps: [
          'Open the action and select **Update progress**.',
          'Write what has happened. This is needed each time, so that each new date and rating has its reason.',
          'Change the progress rating, the state or the due date if they have changed. The first due date stays on record, and each move is shown with its reason.',
          'Select **Save progress**.',
        ],
      },
      {
        heading: 'Complete an action',
        text: [
          'An action needs at least one item of evidence that counts. Withdrawn items do not. You can open it again with another progress note.',
        ],
      },
      {
        heading: 'Milestones',
        text: [
          'Select **Add a milestone** on the page of the action. Milestones and due dates are in **My work** and the **Calendar**.',
        ],
      },
      {
        heading: 'Look at the plan',
        text: [
          '**Table**, **Board**, **Timeline** and **Owners** show the same actions, and the filters apply to all four.',
          'An action is overdue from the day after its due date. It is at risk if it is rated amber or red, if a milestone is late, or if it should have started.',
          'Costs leave out stopped actions. What is partly funded, not funded or not said counts as not fully funded.',
        ],
      },
      {
        heading: 'See what changed since a date',
        text: [
          'Select **Changes since a date** on the plan. You see what was completed, stopped and added, which dates and ratings moved and why, milestones, new values of measures, and the progress notes. Enter another date and select **Show changes**.',
          'Select **Download as PDF** for a progress report to cabinet or scrutiny: the changes, what the actions would do to the score, and how each action stands, with the costs. **Progress report (PDF)** below the plan makes it of the last three months.',
        ],
      },
      {
        heading: 'Many actions at once',
        steps: [
          'Open the improvement plan and select **Import actions**.',
          'Select a CSV file or a spreadsheet, or paste the rows. A row with the number of an action changes that one, and a row without a number adds one.',
          'You see what it would change before anything is saved. If a row has a problem, nothing is imported.',
          'To start from what is there, select **Download as CSV** below the plan.',
        ],
      },
    ],
  },
  'publish-plan': {
    title: 'Publish and share the improvement plan',
    lead: 'Choose what the public can see, check it, and share it by a link. An improvement board gets a link of its own.',
    permission: 'improvement:publish',
    parts: [
      {
        heading: 'Publish the plan',
        steps: [
          'Open **Improvement**, then **Improvement plan**. Select **Publish and share**, then **Publish the plan**.',
          'Tick the actions to publish, and whether owners’ names and costs are shown. Select **Preview**.',
          'Check the page: it is all that the public will see. Select **Publish the plan**.',
        ],
      },
      {
        heading: 'What is never published',
        text: [
          'Progress notes, evidence, findings, stopped actions and the scores that actions aim at. What you publish stays as it is until you publish again, whatever changes in the plan.',
        ],
      },
      {
        heading: 'Share it',
        steps: [
          'Select **Publish and share**, then **Create a link to the published plan**. Put the link on the council’s website.',
          'For a board and its chair, select **Create a link for an improvement board**. It shows the whole plan as it is, to read only.',
          'You see how often each link was opened. Select **Withdraw** to end one at once.',
        ],
      },
      {
        heading: 'As a file',
        text: ['Select **Whole plan (PDF)** below the plan for all of it as it is now.'],
      },
    ],
  },
  'stage-of-support': {
    title: 'Record the stage of support',
    lead: 'Keep where the council is in the department’s framework, what was written about it, and when the plan is due.',
    permission: 'improvement:oversee',
    parts: [
      {
        heading: 'Record a stage',
        steps: [
          'Open **Improvement**, then **Stage of support**, and select **Record a stage**.',
          'Select the stage and enter the date it begins, as in the letter.',
          'Under enhanced support the improvement plan is normally due three months later. Enter the date that was agreed, or leave it empty if there is none.',
          'Select **Save stage**. The stage of today is the latest that has begun, so you can record one that begins later.',
        ],
      },
      {
        heading: 'Letters and representations',
        steps: [
          'Select **Add a letter** at the stage it belongs to.',
          'Enter its date and what it is about, and the number of the item if the letter is among your evidence.',
          'Enter when a reply is due. Come back to enter the date of the reply.',
        ],
      },
      {
        heading: 'What the stages mean',
        text: [
          'In sector-led improvement the council leads its own improvement. Enhanced support and monitoring is not statutory: the department may offer an adviser or a board, and asks for a plan. In statutory intervention the Secretary of State may give directions under sections 72A and 72B of the Care Act 2014, and the council can make representations first.',
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
