import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Link } from '#components/ui/link.tsx';
import { formatDate } from '#lib/kernel/format-dates.ts';
import * as routes from '#lib/kernel/routes.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

const PREPARED = '2026-11-21';
/** The day of the last run of tests/e2e/accessibility.spec.ts and forms.spec.ts on every page. */
const TESTED = '2026-11-29';

export default function AccessibilityPage() {
  return (
    <PublicFrame title="Accessibility statement">
      <PageHeading>Accessibility statement for Assurance</PageHeading>
      <div className="prose">
        <p>
          This statement applies to the Assurance service, which councils use to prepare for a Care Quality
          Commission assessment of adult social care. The council that gave you access runs this copy of the
          service.
        </p>
        <p>We want as many people as possible to be able to use it. For example, you should be able to:</p>
        <ul>
          <li>zoom in up to 400% without text spilling off the screen</li>
          <li>change colours, contrast levels and spacing using your browser or device settings</li>
          <li>use every page with a keyboard only</li>
          <li>use every page without JavaScript</li>
          <li>listen to every page using a screen reader</li>
          <li>read evidence packs with a screen reader, as tagged PDFs</li>
        </ul>

        <h2>How accessible this service is</h2>
        <p>
          Automated tests run on every page each time the service changes, and find no failures. The service
          has not yet been tested by people who use assistive technology, so there may be barriers that we do
          not know about.
        </p>

        <h2>Feedback and contact information</h2>
        <p>
          If you find a problem that is not listed here, or need information in a different format, contact
          the person or team that <Link href={routes.help}>the help pages</Link> name when you are signed in,
          or the person at your council who gave you access.
        </p>

        <h2>Enforcement procedure</h2>
        <p>
          The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector
          Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility
          regulations’). If you are not happy with how your council responds to your complaint, contact the{' '}
          <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service (EASS)</a>.
        </p>

        <h2>Technical information about this service’s accessibility</h2>
        <p>
          The council is committed to making this service accessible, in accordance with the Public Sector
          Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.
        </p>
        <h3>Compliance status</h3>
        <p>
          The service is built to the Web Content Accessibility Guidelines version 2.2 AA standard. It is
          partially compliant with that standard, due to the non-compliances listed below.
        </p>

        <h2>Non-accessible content</h2>
        <p>The content listed below is non-accessible for the following reasons.</p>
        <h3>Non-compliance with the accessibility regulations</h3>
        <ul>
          <li>
            Without JavaScript there is no warning before a session ends after 90 minutes of inactivity. This
            fails WCAG 2.2 success criterion 2.2.1 (timing adjustable). With JavaScript there is a warning and
            a button to stay signed in.
          </li>
        </ul>
        <h3>Content that is not within the scope of the accessibility regulations</h3>
        <p>
          Evidence files are documents that the council’s staff upload. Files published before 23 September
          2018 that are not essential to providing the council’s services are exempt. The council is
          responsible for newer files.
        </p>

        <h2>Preparation of this accessibility statement</h2>
        <p>
          This statement was prepared on {formatDate(PREPARED)}. The service was last tested on{' '}
          {formatDate(TESTED)}, by its developers, with automated tests: axe on every page in empty, full and
          error states, and on some pages in dark colours; by keyboard alone, without JavaScript, at 320
          pixels wide, with more space in text, and with forced colours.
        </p>
      </div>
    </PublicFrame>
  );
}
