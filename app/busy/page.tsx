import { MessagePage } from '#components/layout/message-page.tsx';

// Static HTML that the server sends with status 503 while too many files are being requested.
export const dynamic = 'force-static';

export default function BusyPage() {
  return (
    <MessagePage title="Sorry, the service is busy">
      <p>We could not create your file because too many files are being created at the moment.</p>
      <p>If you asked for the same file more than once, close the other tabs first.</p>
      <p>Wait a minute, then load the page again.</p>
    </MessagePage>
  );
}
