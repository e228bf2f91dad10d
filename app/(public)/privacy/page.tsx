import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { DEVICE_DAYS, INVITATION_DAYS, signInCodeDays } from '#lib/platform/access/rules.ts';
import { FEED_DAYS, LINK_DAYS } from '#lib/record/links/rules.ts';
import { DRAFT_DAYS } from '#lib/work/drafts/rules.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

export default function PrivacyPage() {
  return (
    <PublicFrame title="Privacy">
      <PageHeading lead="What information this service keeps about you, and why.">Privacy</PageHeading>
      <div className="prose">
        <p>
          The council that gave you access is the controller of the personal information in this service. Its
          own privacy notice applies.
        </p>
        <h2>What we keep about people who sign in</h2>
        <ul>
          <li>your name and work email address, and your role in each council you belong to</li>
          <li>your password, as a one-way Argon2id hash that cannot be turned back into the password</li>
          <li>
            a one-time sign-in code you have not used yet, as a keyed hash, for up to {signInCodeDays} days
          </li>
          <li>
            while you are signed in: when you signed in and last used the service, your network address and
            your type of browser. We delete this within a day of you signing out or being signed out. You can
            see and end your own sessions under “Your account”
          </li>
          <li>
            a record of the browsers you have signed in with, for {DEVICE_DAYS} days, so that other people’s
            failed attempts cannot lock you out
          </li>
          <li>
            if a council invites you: the name, email address and role its administrator entered, until{' '}
            {INVITATION_DAYS} days after the code expires
          </li>
          <li>
            what you changed and which files and packs you downloaded, with your name, role and the time. This
            record cannot be changed or deleted, because a council must be able to show who did what
          </li>
          <li>
            failed attempts to sign in, with the network address and a keyed hash of the email address
            entered, to slow down guessing, for a day
          </li>
          <li>
            drafts of quality statements you have not saved. Only you can see them. They are kept until you
            save or discard them, or for {DRAFT_DAYS} days after your last change
          </li>
          <li>
            your notifications, and whether you have read them, for a year. Unless you turn emails off, unread
            notifications are also sent to your work email address, as names and links only
          </li>
          <li>
            the comments you write, who they are for and which comments you have read. Deleting a comment
            deletes its text
          </li>
          <li>
            the challenge scores you give, with your reasons, name, role and the time. They cannot be changed
            or deleted
          </li>
          <li>when you last marked a council’s changes as seen</li>
          <li>
            if your council names you as its contact for help: your name, email address and phone number as
            entered, until an administrator changes them. They are shown to the council’s people and in their
            emails
          </li>
          <li>
            what you entered in an upload form that had errors, for a day, so that you do not have to enter it
            again
          </li>
        </ul>
        <h2>Personal information in evidence</h2>
        <p>
          Evidence may contain information about people who draw on care, their carers and staff. The person
          who adds an item says whether it contains personal data. Remove any personal data you do not need
          before you upload a file.
        </p>
        <h2>Names in the plan of a visit</h2>
        <p>
          The plan of a visit names the people who take part in interviews and groups, with their jobs,
          whether or not they use this service. Members of the council see it, except administrators. Leave
          the names of people who draw on care out of it, and out of notes of what was heard.
        </p>
        <h2>Who can see it</h2>
        <p>
          Members of the same council. An assurance lead or director can also share a link to a board paper or
          to a copy of an evidence pack for up to {LINK_DAYS.max} days. They name who works on each statement,
          who owns evidence and who signed. A link to the dates of an inspection, for calendar programs, works
          for up to {FEED_DAYS.max} days and names nobody. The service records only when someone opens the
          link or downloads the copy. Rules in the database keep each council’s records separate. Nothing is
          sent to anyone else: the service loads no content from other sites and uses no analytics.
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
