import type { HelpTopic } from '#lib/help/topic.ts';

/** From a second opinion to a signed version and the next cycle. */
export const SIGN_OFF = {
  'challenge-scores': {
    title: 'Challenge scores',
    lead: 'A second opinion: what a director or a reader would score, beside the council’s score.',
    permission: 'challenge:give',
    parts: [
      {
        heading: 'Give one',
        steps: [
          'Open the statement and select **Give a challenge score**.',
          'Select a score and say why.',
          'Select **Give this score**.',
        ],
      },
      {
        heading: 'Give them blind',
        text: [
          'An assurance lead can hide the council’s scores from challengers until they have given theirs: **Challenge settings** in the list of statements. This does not hide scores people have already seen.',
        ],
      },
    ],
  },
  'send-for-sign-off': {
    title: 'Complete statements and send for sign-off',
    lead: 'When the statements are complete, send the version to a director.',
    permission: 'review:propose',
    parts: [
      {
        steps: [
          'Open each statement that is not complete, answer **Yes, I’ve completed this section** and save.',
          'Open **Assessment**, then **Review and sign-off**.',
          'Read the gaps. You can send with gaps, and the director will see them.',
          'Say what the director should know and select **Send for sign-off**.',
        ],
      },
      {
        heading: 'What happens next',
        text: [
          'Nobody can change the scores, texts or attached evidence until the version is signed or returned. The directors get a notification.',
          'To change something first, select **Withdraw from sign-off**.',
        ],
      },
    ],
  },
  'review-and-sign': {
    title: 'Review and sign',
    lead: 'Read what changed, then sign the version or return it.',
    permission: 'review:sign',
    parts: [
      {
        steps: [
          'Open **Assessment**, then **Review and sign-off**.',
          'Read what changed since the last signed version, and the gaps. You can sign with gaps.',
          'Under **Your decision**, choose to sign the version, or **Return it for changes** and say in the comment what needs to change.',
          'Select **Confirm decision**.',
        ],
      },
      {
        heading: 'After you sign',
        text: [
          'The version is kept exactly as you signed it, with its document fingerprint. Its pack can be downloaded at any time.',
          'To change it later, go to **Reopen the assessment**, say why and select **Reopen**. The signed version stays, and the changes become the next version.',
        ],
      },
    ],
  },
  cycles: {
    title: 'Close an assessment and start the next',
    lead: 'One assessment is open at a time. Starting the next one closes it.',
    permission: 'assessment:start',
    parts: [
      {
        steps: [
          'Open **Assessment**, then **Cycles**, and select **Start the next assessment**.',
          'Enter its name and period. Choose whether to copy scores, texts and evidence from the last assessment.',
          'If everything is signed, select **Close the assessment and start this one**. If not, select **Ask a director to close the assessment**.',
        ],
      },
      {
        heading: 'For directors',
        text: [
          'You get a notification of the request. It shows what would change: confirm it, or select **Decline** and say why.',
          '**Undo closing** brings the closed assessment back, until somebody changes the new one.',
        ],
      },
      {
        heading: 'What was copied',
        text: [
          'Each copied statement is marked until somebody confirms it: open it and select **Still accurate**, or change it and save.',
        ],
      },
    ],
  },
} satisfies Record<string, HelpTopic>;
