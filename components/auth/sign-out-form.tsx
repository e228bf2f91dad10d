import { LinkButton } from '#components/ui/button.tsx';
import { signOutAction } from '#lib/record/accounts/actions.ts';

export function SignOutForm() {
  return (
    <form action={signOutAction}>
      <LinkButton>Sign out</LinkButton>
    </form>
  );
}
