import { HelpLine, MessagePage } from '#components/layout/message-page.tsx';
import { Link } from '#components/ui/link.tsx';
import * as routes from '#lib/kernel/routes.ts';

export function PageNotFound() {
  return (
    <MessagePage title="Page not found">
      <p>If you typed the web address, check it is correct. If you pasted it, check you copied all of it.</p>
      <p>
        If the address is correct, you may not have permission to see the page. Ask the person who sent you
        the link, or go to <Link href={routes.councils}>your councils</Link>.
      </p>
      <p>If you could open the page before, sign out and sign in again.</p>
      <HelpLine />
    </MessagePage>
  );
}
