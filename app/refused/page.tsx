import { MessagePage } from '#components/layout/message-page.tsx';
import { REFUSALS } from '#lib/platform/http/refusals.ts';

// Built once as plain HTML; the server sends it, with the words of the refusal in place of these, when a request may
// not reach the application.
export const dynamic = 'force-static';

export default function RefusedPage() {
  return (
    <MessagePage title={REFUSALS.malformed.title}>
      <p>{REFUSALS.malformed.text}</p>
    </MessagePage>
  );
}
