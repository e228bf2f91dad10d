import { MessagePage } from '#components/layout/message-page.tsx';

/** The same page for every link that opens nothing, whatever the reason. */
export function SharedPackNotFound() {
  return (
    <MessagePage title="Evidence pack not found">
      <p>If you typed the link, check it is correct. If you pasted it, check you copied all of it.</p>
      <p>
        The link may have expired, or the council may have withdrawn it or the pack. Ask the person who sent
        it to you for a new one.
      </p>
    </MessagePage>
  );
}
