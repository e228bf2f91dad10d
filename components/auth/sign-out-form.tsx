import { SIGN_OUT_FORM } from '#components/layout/header.tsx';
import { signOutAction } from '#lib/record/accounts/actions.ts';

/** What the header's button sends. Apart from it, so that the header can be kept as HTML. */
export function SignOutForm() {
  return <form id={SIGN_OUT_FORM} action={signOutAction} hidden />;
}
