import { MessagePage } from '#components/layout/message-page.tsx';
import { Link } from '#components/ui/link.tsx';
import { routes } from '#lib/kernel/routes.ts';

// Built once as plain HTML; the server sends it, with what was entered, when a form comes without script after the
// session has ended.
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
