import type { HelpTopic } from '#lib/help/topic.ts';
import { LINK_DAYS } from '#lib/record/links/rules.ts';

/** What the service gives out, to whom, and how to find it again. */
export const SHARING = {
  'packs-and-papers': {
    title: 'Make an evidence pack or a board paper',
    lead: 'PDFs of the assessment for CQC, a committee or a board.',
    permission: 'pack:export',
    parts: [
      {
        heading: 'Evidence pack',
        text: [
          'It has every score, text and citation, and the list of evidence with the fingerprint of each file. Open **Reports** and choose the open assessment or a signed version.',
        ],
      },
      {
        heading: 'Board paper',
        text: [
          'Two pages: the result on the first, the statements on the second. Download it from **Reports**.',
        ],
      },
      {
        heading: 'Show the summary in a meeting',
        text: [
          'Select **Meeting view** on the summary. Leaf through it with the arrow keys or the links, and select **Full screen** if you like. It prints one slide to a page.',
        ],
      },
      {
        heading: 'Share a board paper with somebody who has no account',
        steps: [
          'Open **Reports**, then **Board papers**.',
          'Select **Create a link**. Say who it is for and when it should expire.',
          'Select **Copy link** now. It is not shown again.',
        ],
        text: [
          `A link works for up to ${LINK_DAYS.max} days and opens a copy of the paper as it was. Anyone with the link can read it. To end it earlier, open it in the list and select **Withdraw this link**.`,
        ],
      },
    ],
  },
  'sharing-and-comparing': {
    title: 'Share and compare with other councils',
    lead: 'People who belong to several councils can compare what each of them agreed to share.',
    parts: [
      {
        heading: 'Decide what is shared',
        steps: [
          'A director opens **Settings**, then **Sharing with other councils**.',
          'Tick what to share, say why, and select **Save**. Anything not ticked stops being shared.',
        ],
      },
      {
        heading: 'Compare',
        text: [
          'Open **Compare**, then **My councils**. Only people who belong to more than one council see it.',
        ],
      },
      {
        heading: 'Published results',
        text: [
          '**Published results** has what CQC has published about other councils, with the source of each. Filter by type and region to find councils like yours. An administrator can correct a result for your council’s view.',
        ],
      },
    ],
  },
  history: {
    title: 'Find out who changed what',
    lead: 'Every change is in the history of the council, with who made it and when.',
    permission: 'activity:view',
    parts: [
      {
        steps: [
          'Open **Summary**, then **Activity**. The newest change is first.',
          'Choose a **Quality statement**, a **Person** or a **Kind of event**, and select **Apply filters**.',
          'Select a change to see the text before and after.',
        ],
      },
      {
        heading: 'Undo an import',
        text: [
          'Open the import in **Activity** and select **Undo this import**, as long as none of its values has changed since.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
