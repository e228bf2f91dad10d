import { LinkButton } from '#components/ui/button.tsx';
import { signOutAction } from '#lib/auth/actions.ts';

export function SignOutForm() {
  return (
    <form action={signOutAction}>
      <LinkButton>Sign out</LinkButton>
    </form>
  );
}
