import { MessagePage } from '#components/layout/message-page.tsx';

// Static HTML that the server sends with status 429 to a person with too many requests under way.
export const dynamic = 'force-static';

export default function TooManyRequestsPage() {
  return (
    <MessagePage title="You have too many pages loading at once">
      <p>Wait a few seconds, then load this page again.</p>
      <p>
        Anything you saved earlier is safe. If you had just submitted a form, check whether it was saved
        before you submit it again.
      </p>
    </MessagePage>
  );
}
