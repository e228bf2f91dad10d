import type { HelpTopic } from '#lib/help/topic.ts';
import { LINK_DAYS } from '#lib/record/links/rules.ts';

/** What the service gives out, to whom, and how to find it again. */
export const SHARING = {
  'evidence-packs': {
    title: 'Make, share and check evidence packs',
    lead: 'What the council gives to CQC and others: the assessment with its evidence, kept as it left.',
    permission: 'pack:export',
    parts: [
      {
        heading: 'Make a pack',
        steps: [
          'Open **Reports**, then **Evidence packs**, and select **Make a pack**.',
          'Choose what it should be, then say what it is for and what it is made of.',
          'Wait until it is ready, then select its file. You can leave the page meanwhile: you get a notification.',
        ],
        text: [
          'A **Full bundle** is one PDF, or volumes: every text, an index, and the pages of the evidence, numbered and linked. A **Register** lists the evidence without its pages, for everybody including people who use a screen reader. A **ZIP of the files** has them as they were uploaded.',
          'A **Core bundle** ends at a number of pages: evidence that the texts cite comes first. A **Public edition** leaves out names of staff, personal data and what is OFFICIAL-SENSITIVE, but cannot find names in what people wrote.',
          'The pack says what it leaves out and why: links, files that are not clean or cannot be shown, evidence that was withdrawn or has to be redacted.',
        ],
      },
      {
        heading: 'Later',
        text: [
          'The page of a pack says until when its files are kept. After that, select **Make it again**. The content and the choices are those of when it was asked for, so it is the same file, or the page says what differs.',
          'Evidence that came after a bundle was sent goes into another: select **Add what came later**. Its numbers follow on, so nothing that was sent changes.',
          'A pack is not given out any more once evidence in it has to be redacted. When evidence is erased, the files of every pack with it go.',
        ],
      },
      {
        heading: 'Share a copy with somebody who has no account',
        steps: [
          'Open a pack that is ready and select **Share a copy**. Say who it is for and when the link should expire.',
          'Select **Copy link** now. It is not shown again.',
        ],
        text: [
          `Every page of the copy says whom it is for (a ZIP in its list, and in COPY.txt), and the copy has a fingerprint of its own. A link works for up to ${LINK_DAYS.max} days. The history has each opening and each download. To end it earlier, open it in the list of packs and select **Withdraw this link**.`,
        ],
      },
      {
        heading: 'Check that a pack is as it left',
        text: [
          'Anybody can, without an account: **Check an evidence pack** is at the foot of every page. Drop the file there. It is not sent; its fingerprint is. The answer names the council and the number of the pack, and nothing that is in it.',
        ],
      },
    ],
  },
  'packs-and-papers': {
    title: 'Make a board paper',
    lead: 'A summary of two pages for a committee or a board, or slides for a meeting.',
    permission: 'paper:export',
    parts: [
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
