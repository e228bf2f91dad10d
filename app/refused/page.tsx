import { MessagePage } from '#components/layout/message-page.tsx';
import { REFUSALS } from '#lib/platform/http/refusals.ts';

// Static HTML that the server sends when it refuses a request before it reaches the application. The text is a
// placeholder.
export const dynamic = 'force-static';

export default function RefusedPage() {
  return (
    <MessagePage title={REFUSALS.malformed.title}>
      <p>{REFUSALS.malformed.text}</p>
    </MessagePage>
  );
}
