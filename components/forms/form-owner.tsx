import type { ReactNode } from 'react';
import { newFormToken } from '#lib/platform/forms/form-token.ts';
import { FormTokenProvider } from './form.tsx';

/** Around everything on a page: its forms are this person's, and nobody else's who signs in later. */
export function FormOwner({ person, children }: { person: string; children: ReactNode }) {
  return <FormTokenProvider token={newFormToken(person)}>{children}</FormTokenProvider>;
}
