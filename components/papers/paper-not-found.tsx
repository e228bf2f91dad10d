import { MessagePage } from '#components/layout/message-page.tsx';

/** The same page for every link that does not work, whatever the reason. */
export function PaperNotFound() {
  return (
    <MessagePage title="Board paper not found">
      <p>If you typed the link, check it is correct. If you pasted it, check you copied all of it.</p>
      <p>
        The link may have expired, or the council may have withdrawn it. Ask the person who sent it to you for
        a new one.
      </p>
    </MessagePage>
  );
}
