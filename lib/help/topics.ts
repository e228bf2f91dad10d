import { formatBytes, formatInWords } from '#lib/kernel/format.ts';
import type { Place } from '#lib/nouns.ts';
import { can, type Permission, type Role } from '#lib/platform/access/permissions.ts';
import {
  INVITATION_DAYS,
  PASSWORD_MINIMUM,
  sessionLimits,
  signInCodeDays,
  signInLimits,
} from '#lib/platform/access/rules.ts';
import { LOGO_LIMITS } from '#lib/record/councils/rules.ts';
import { LINK_DAYS } from '#lib/record/links/rules.ts';

// Help for each task. What people see on the page, such as a button, is written **like this**: a test finds each of
// these in the code of the pages, so that help cannot name a button that is gone.

/** Steps to follow in order, or paragraphs to read. */
export type HelpPart = {
  readonly heading?: string;
  readonly steps?: readonly string[];
  readonly text?: readonly string[];
};

export type HelpTopic = {
  /** The task, as a verb: "Score a statement". */
  readonly title: string;
  /** What it is for, in a sentence. */
  readonly lead: string;
  /** Who can do it. Not set: everyone. */
  readonly permission?: Permission;
  readonly parts: readonly HelpPart[];
};

const score: HelpTopic = {
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
};

const evidence: HelpTopic = {
  title: 'Add and cite evidence',
  lead: 'Keep documents and links in one list, use them for any statement, and mention them in its text.',
  permission: 'evidence:add',
  parts: [
    {
      heading: 'Add evidence',
      steps: [
        'Open **Evidence** and select **Add evidence**.',
        'Choose a way: **Upload files** or **Add a link**.',
        'Select the files and the category. You can select the statement that they are evidence for.',
        'Select **Upload**. Each file gets a number such as E12, which never changes.',
      ],
    },
    {
      heading: 'Use it for a statement',
      steps: [
        'Open the statement. Under **Find evidence by title or reference**, type some of its words and select **Find**.',
        'Tick the items and select **Attach selected**.',
        'Open an item on the statement to say what it shows there and where in the document to look.',
      ],
      text: ['For several statements at once, open the item and select **Link to selected statements**.'],
    },
    {
      heading: 'Cite it',
      text: [
        'Write its number in the text, such as (E12), or select **Insert** beside the item. The number becomes a link, and the checks count the paragraph as having evidence.',
        'Files with macros, scripts or other active content are refused, because they could harm whoever opens them. Save such a file as a PDF and upload that.',
      ],
    },
  ],
};

const send: HelpTopic = {
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
};

const sign: HelpTopic = {
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
};

const reports: HelpTopic = {
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
};

const measures: HelpTopic = {
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
};

const plan: HelpTopic = {
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
};

const comments: HelpTopic = {
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
};

const challenge: HelpTopic = {
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
};

const cycles: HelpTopic = {
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
};

const people: HelpTopic = {
  title: 'People and roles',
  lead: 'Invite people, change what they can do, and end their access.',
  permission: 'members:manage',
  parts: [
    {
      heading: 'Invite',
      steps: [
        'Open **Settings**, then **People and roles**, and select **Invite a person**.',
        'Enter their name and work email address, and select their role.',
        'Select **Invite**. You get a code, shown once. Give it to them in person, by phone or in a private chat.',
        `They enter the code within ${signInCodeDays} days. An invitation that nobody used is removed ${INVITATION_DAYS} days after its code expires.`,
      ],
    },
    {
      heading: 'Change or end access',
      text: [
        'Select the person in the list. You can change their role, create a new code for their password, sign them out of this council, or select **Disable in this council**. Everything takes effect straight away.',
      ],
    },
  ],
};

const sharing: HelpTopic = {
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
};

const settings: HelpTopic = {
  title: 'Council name, logo, colour and contact',
  lead: 'Make pages, PDFs and emails look like your council’s, and say who helps.',
  permission: 'settings:manage',
  parts: [
    {
      steps: [
        'Open **Settings**, then **Council**.',
        `Select **Change name, logo and colour**. The logo is a PNG of up to ${formatBytes(LOGO_LIMITS.bytes)}. The colour has to be dark enough to read. If it is too light, the page suggests the nearest shade that works.`,
        'Select **Change the contact for help** to name the person or team who helps.',
      ],
      text: [
        'Packs of signed versions and linked board papers stay as they were: without logo and colour, under the name that was signed.',
      ],
    },
  ],
};

const history: HelpTopic = {
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
};

const signIn: HelpTopic = {
  title: 'Problems signing in',
  lead: 'What to do if you cannot sign in, or have been signed out.',
  parts: [
    {
      heading: 'You are new, or have forgotten your password',
      steps: [
        'Ask an administrator of your council for a code.',
        'On the sign-in page, select **choose a password with a code**.',
        `Enter the code and your email address, and choose a password of at least ${PASSWORD_MINIMUM} characters.`,
      ],
      text: [
        'If you belong to several councils, only the people who run this service can give you a new code.',
      ],
    },
    {
      heading: 'You were signed out',
      text: [
        `You are signed out after ${sessionLimits.idleMinutes} minutes without opening or saving a page, and after ${sessionLimits.absoluteMinutes / 60} hours in any case. A warning appears ${sessionLimits.warningMinutes} minutes before, if your browser runs JavaScript. Text of a statement that you had typed is kept as a draft.`,
      ],
    },
    {
      heading: 'Too many attempts',
      text: [
        `Wait ${formatInWords(signInLimits.windowMinutes)} minutes, then try again. Nobody has to unlock your account.`,
      ],
    },
    {
      heading: 'A page is not found',
      text: [
        'Your role may not include it, or your access to the council has ended. Ask an administrator of your council.',
      ],
    },
  ],
};

/** Every topic, by its address, in the order of the list. */
export const TOPICS = {
  'score-a-statement': score,
  'add-evidence': evidence,
  'send-for-sign-off': send,
  'review-and-sign': sign,
  'packs-and-papers': reports,
  measures,
  'scenarios-and-targets': plan,
  comments,
  'challenge-scores': challenge,
  cycles,
  history,
  'people-and-roles': people,
  'sharing-and-comparing': sharing,
  'council-settings': settings,
  'signing-in': signIn,
} as const satisfies Record<string, HelpTopic>;
export type TopicId = keyof typeof TOPICS;

/** The help of each page of the menu, and of the pages below it. */
const HELP_OF: Readonly<Record<Place, TopicId | 'figures'>> = {
  overview: 'figures',
  movement: 'figures',
  activity: 'history',
  assessment: 'score-a-statement',
  review: 'review-and-sign',
  cycles: 'cycles',
  evidence: 'add-evidence',
  strength: 'add-evidence',
  measures: 'measures',
  moving: 'measures',
  'what-if': 'scenarios-and-targets',
  targets: 'scenarios-and-targets',
  scenarios: 'scenarios-and-targets',
  reports: 'packs-and-papers',
  'board-papers': 'packs-and-papers',
  results: 'sharing-and-comparing',
  councils: 'sharing-and-comparing',
  members: 'people-and-roles',
  sharing: 'sharing-and-comparing',
  settings: 'council-settings',
  'my-work': 'score-a-statement',
  notices: 'comments',
};

/** The help that fits a page, for a person in that role. */
export function helpOf(place: Place, holder: { readonly role: Role }): TopicId | 'figures' {
  // Leads send what directors sign.
  return place === 'review' && can(holder, 'review:propose') ? 'send-for-sign-off' : HELP_OF[place];
}
