import type { HelpTopic } from '#lib/help/topic.ts';

/** What people do to write the assessment. */
export const WRITING = {
  'score-a-statement': {
    title: 'Score a statement',
    lead: 'Give each quality statement a score, and say why.',
    permission: 'statement:save',
    parts: [
      {
        steps: [
          'Open **Assessment**, then select a statement in **Quality statements**.',
          'Select the score that fits best. Each score says what it looks like for this statement.',
          'Write what you do well, what you need to improve and how you know it makes a difference. What you type is kept as a draft until you save.',
          'Attach evidence beside the text.',
          'Answer **Have you completed this section?**',
          'Select **Save and continue** to go back to the list, or **Save** to stay.',
        ],
      },
      {
        heading: 'If you change a saved score',
        text: ['You are asked why. Everyone in your council can read the reason in **Activity**.'],
      },
      {
        heading: 'If somebody else saves while you write',
        text: [
          'The page says who else is writing there now. Nothing of yours is lost: you see both versions and choose **Save my version**, or **Discard mine and open their version**.',
        ],
      },
      {
        heading: 'Go back to an earlier text',
        steps: [
          'Open **Statement history** and select the change that saved the text.',
          'Select **Restore this text**. It is in the form, and nothing changes until you save.',
        ],
      },
      {
        heading: 'Add questions of your own',
        text: [
          'An assurance lead can add the council’s own questions under **What this statement covers**. Everyone sees them there.',
        ],
      },
    ],
  },
  'assign-statements': {
    title: 'Assign statements and see your work',
    lead: 'Every statement can have an owner, helpers and a due date.',
    parts: [
      {
        heading: 'Assign a statement',
        steps: [
          'An assurance lead opens the statement and, under **People**, selects **Change**.',
          'Select an **Owner**, **Helpers** if you like, and a **Due date**.',
          'Select **Save**. They get a notification, and another 7 days before the date and when it is overdue.',
        ],
        text: ['Others who can write statements can still edit it.'],
      },
      {
        heading: 'See what you have to do',
        text: [
          'Your statements that are not complete are in **My work**, under your name. The summary lists them too, with what is overdue first.',
        ],
      },
    ],
  },
  comments: {
    title: 'Comments and notifications',
    lead: 'Discuss a statement or an evidence item, and hear about what concerns you.',
    permission: 'comment:write',
    parts: [
      {
        heading: 'Comment',
        steps: [
          'Open the statement or the evidence item and go to **Comments**.',
          'Write your comment. Under **Notify**, tick the people who should know.',
          'Select **Add comment**.',
        ],
      },
      {
        heading: 'Notifications',
        text: [
          'Your notifications are listed under your name. Open **Notifications** to choose how often they are emailed: every day, every Monday, or never. The email has no text that people wrote.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
