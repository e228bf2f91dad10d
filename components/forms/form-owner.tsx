import type { ReactNode } from 'react';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { FormTokenProvider } from './form.tsx';

/** Wraps a whole page: its forms belong to this person, not to anyone who signs in later. */
export function FormOwner({ person, children }: { person: string; children: ReactNode }) {
  return <FormTokenProvider token={newFormToken(person)}>{children}</FormTokenProvider>;
}
