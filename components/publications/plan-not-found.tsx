import { MessagePage } from '#components/layout/message-page.tsx';

/** The same page for every link to a plan that does not work, whatever the reason. */
export function PlanNotFound() {
  return (
    <MessagePage title="Improvement plan not found">
      <p>If you typed the link, check it is correct. If you pasted it, check you copied all of it.</p>
      <p>The link may have expired, or the council may have withdrawn it. Ask the council for a new one.</p>
    </MessagePage>
  );
}
