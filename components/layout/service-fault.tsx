import { MessagePage } from '#components/layout/message-page.tsx';

export function ServiceFault() {
  return (
    <MessagePage title="Sorry, there is a problem with the service">
      <p>Try again later.</p>
      <p>
        Everything that the service told you was saved is safe. If you had just sent a form, check whether it
        was saved before you send it again.
      </p>
    </MessagePage>
  );
}
