import { MessagePage } from '#components/layout/message-page.tsx';

// Static HTML that the server sends with status 503 while the database cannot be reached.
export const dynamic = 'force-static';

export default function UnavailablePage() {
  return (
    <MessagePage title="Sorry, the service is unavailable">
      <p>The service cannot reach its database. It will reconnect automatically.</p>
      <p>Anything you saved earlier is safe. If you had just submitted a form, it was not saved.</p>
      <p>Wait a minute, then load the page again.</p>
    </MessagePage>
  );
}
