import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { LINK_DAYS } from '#lib/exchange/papers/rules.ts';
import { DEVICE_DAYS, INVITATION_DAYS, signInCodeDays } from '#lib/platform/auth/rules.ts';
import { DRAFT_DAYS } from '#lib/work/drafts/rules.ts';

// Scripts run only with the nonce of their request, so the page is not made ahead of it.
export const dynamic = 'force-dynamic';

export default function PrivacyPage() {
  return (
    <PublicFrame title="Privacy">
      <PageHeading lead="What this service keeps about you, and why.">Privacy</PageHeading>
      <div className="prose">
        <p>
          The council that gave you access decides what this service is used for. It is the controller of the
          personal information in it, and its own privacy notice applies.
        </p>
        <h2>What is kept about people who sign in</h2>
        <ul>
          <li>your name and work email address, and your role in each council you belong to</li>
          <li>your password, only as a one-way Argon2id hash from which it cannot be read back</li>
          <li>
            a one-time sign-in code that waits for you to use it, only as a keyed hash and for at most{' '}
            {signInCodeDays} days
          </li>
          <li>
            while you are signed in: when you signed in and last used the service, the network address, and
            the kind of browser. This is deleted within a day of signing out or being signed out. You can see
            and end your own sessions under “Your account”
          </li>
          <li>
            that you signed in with a browser, for {DEVICE_DAYS} days, so that nobody else’s failed attempts
            lock you out
          </li>
          <li>
            if a council invites you: the name, email address and role its administrator entered, until{' '}
            {INVITATION_DAYS} days after the code expires
          </li>
          <li>
            what you changed and which files and packs you downloaded, with your name, role and the time. This
            record cannot be changed or removed, because a council must be able to show who did what
          </li>
          <li>
            failed attempts to sign in, with the network address and a keyed hash of the email address
            entered, to slow down guessing, for a day
          </li>
          <li>
            what you have entered about a quality statement and not saved, as a draft that only you see, until
            you save or discard it, or until {DRAFT_DAYS} days have gone by without a change
          </li>
          <li>
            what you were told in notices, and whether you have read it, for a year. Unless you say otherwise,
            what is unread is also sent to your work email address, as names and links only
          </li>
          <li>
            what you write in comments, whom each is for, and which comments you have read. Deleting a comment
            removes its words
          </li>
          <li>
            the challenge scores that you give, with your reasons, your name, your role then and the time.
            They cannot be changed or removed
          </li>
          <li>up to where you marked a council’s changes as seen, and when</li>
          <li>
            what you entered in an upload form that was refused, for a day, so that you do not have to enter
            it again
          </li>
        </ul>
        <h2>What is in the evidence</h2>
        <p>
          Evidence may contain information about people who draw on care, their carers and staff. Whoever adds
          an item says whether it contains personal data. Remove what is not needed before you upload a file.
        </p>
        <h2>Who can see it</h2>
        <p>
          Members of the same council. A lead or director can also give people a link to a board paper, which
          names who works on each statement and who signed, for {LINK_DAYS.most} days at most. Of whoever
          opens such a link the service keeps only when that was. Rules in the database keep each council’s
          records apart from every other council’s. Nothing is sent to anybody else: the service loads no
          content from other sites and uses no analytics.
        </p>
        <h2>Your rights</h2>
        <p>
          To see, correct or object to the use of your information, contact your council’s data protection
          officer. You can also complain to the{' '}
          <a href="https://ico.org.uk/">Information Commissioner’s Office</a>.
        </p>
      </div>
    </PublicFrame>
  );
}
