import { MessagePage } from '#components/layout/message-page.tsx';

export function ServiceFault() {
  return (
    <MessagePage title="Sorry, there is a problem with the service">
      <p>Try again later.</p>
      <p>
        Everything that the service told you was saved is safe. If you had just sent a form, go back in your
        browser to see whether what you entered is still there, and copy it before you try again.
      </p>
    </MessagePage>
  );
}
