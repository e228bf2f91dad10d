import { PageHeading } from '#components/layout/page-heading.tsx';
import { PublicFrame } from '#components/layout/public-frame.tsx';
import { Table } from '#components/ui/table.tsx';
import { DEVICE_DAYS, sessionLimits } from '#lib/platform/access/rules.ts';
import { deviceCookieName, sessionCookieName } from '#lib/platform/auth/session.ts';

// Rendered for each request, because scripts need its nonce.
export const dynamic = 'force-dynamic';

export default function CookiesPage() {
  return (
    <PublicFrame title="Cookies">
      <PageHeading lead="This service uses two cookies. They are essential, so we do not ask for your consent.">
        Cookies
      </PageHeading>
      <Table
        caption="Essential cookies"
        stacked
        columns={[{ header: 'Name' }, { header: 'Purpose' }, { header: 'Expires' }]}
        rows={[
          {
            key: 'session',
            cells: [
              <code key="name" className="wrap-anywhere sm:whitespace-nowrap">
                {sessionCookieName()}
              </code>,
              'Keeps you signed in. It holds an encrypted session number and no personal details.',
              `When you sign out, after ${sessionLimits.idleMinutes} minutes of inactivity, or after ${sessionLimits.absoluteMinutes / 60} hours`,
            ],
          },
          {
            key: 'device',
            cells: [
              <code key="name" className="wrap-anywhere sm:whitespace-nowrap">
                {deviceCookieName()}
              </code>,
              'Recognises a browser you have signed in with, so that other people’s failed attempts to sign in cannot lock you out. It holds an encrypted random number.',
              `${DEVICE_DAYS} days after you last signed in`,
            ],
          },
        ]}
      />
      <p className="mt-8 max-w-text">
        The service stores nothing else in your browser and uses no third-party cookies.
      </p>
    </PublicFrame>
  );
}
