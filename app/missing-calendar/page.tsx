import { MessagePage } from '#components/layout/message-page.tsx';

// Static HTML that the server sends with status 404 for a link that opens no calendar.
export const dynamic = 'force-static';

export default function MissingCalendarPage() {
  return (
    <MessagePage title="Calendar not found">
      <p>If you typed the link, check it is correct. If you pasted it, check you copied all of it.</p>
      <p>
        The link may have expired, or the council may have withdrawn it. Ask the person who sent it to you for
        a new one.
      </p>
    </MessagePage>
  );
}
