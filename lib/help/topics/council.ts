import type { HelpTopic } from '#lib/help/topic.ts';
import { formatBytes, formatInWords } from '#lib/kernel/format.ts';
import {
  INVITATION_DAYS,
  PASSWORD_MINIMUM,
  sessionLimits,
  signInCodeDays,
  signInLimits,
} from '#lib/platform/access/rules.ts';
import { LOGO_LIMITS } from '#lib/record/councils/rules.ts';

/** Access, and how the council looks. */
export const COUNCIL = {
  'people-and-roles': {
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
  },
  'council-settings': {
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
  },
  'signing-in': {
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
  },
} satisfies Record<string, HelpTopic>;
