import { HelpLine, MessagePage } from '#components/layout/message-page.tsx';

export function ServiceFault() {
  return (
    <MessagePage title="Sorry, there is a problem with the service">
      <p>Try again later.</p>
      <p>
        Anything you saved earlier is safe. If you had just submitted a form, check whether it was saved
        before you submit it again.
      </p>
      <HelpLine />
    </MessagePage>
  );
}
