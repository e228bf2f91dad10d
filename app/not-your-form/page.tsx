import { MessagePage } from '#components/layout/message-page.tsx';
import { Link } from '#components/ui/link.tsx';
import { routes } from '#lib/kernel/routes.ts';

// Built once as plain HTML; the server sends it, with what was entered, when a form that a handler answers comes from
// somebody who did not open it.
export const dynamic = 'force-static';

export default function NotYourFormPage() {
  return (
    <MessagePage title="Your changes were not saved">
      <p>
        Someone else has signed in since you opened the page, or the page is out of date.{' '}
        <Link href={routes.councils}>Open the service again</Link>, check that you are signed in as yourself,
        then enter your changes again.
      </p>
    </MessagePage>
  );
}
