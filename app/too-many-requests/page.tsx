import { MessagePage } from '#components/layout/message-page.tsx';

// Built once as plain HTML; the server sends it with status 429 to whoever has too many requests under way.
export const dynamic = 'force-static';

export default function TooManyRequestsPage() {
  return (
    <MessagePage title="You have too many pages loading at once">
      <p>Wait a few seconds, then load this page again.</p>
      <p>
        Everything that the service told you was saved is safe. If you had just sent a form, check whether it
        was saved before you send it again.
      </p>
    </MessagePage>
  );
}
