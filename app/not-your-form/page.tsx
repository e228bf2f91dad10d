import { MessagePage } from '#components/layout/message-page.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

// Static HTML that the server sends, with the entered text, when a route handler gets a form that the sender did not
// open.
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
