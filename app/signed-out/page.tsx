import { MessagePage } from '#components/layout/message-page.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

// Static HTML that the server sends, with the entered text, for a form sent without script after the session ended.
export const dynamic = 'force-static';

export default function SignedOutPage() {
  return (
    <MessagePage title="You have been signed out">
      <p>
        Your changes were not saved. <Link href={routes.signIn}>Sign in</Link>, then enter them again.
      </p>
    </MessagePage>
  );
}
