import type { ReactNode } from 'react';
import { newSeal } from '#lib/platform/forms/seal.ts';
import { SealedForms } from './form.tsx';

/** Around everything on a page: its forms are this person's, and nobody else's who signs in later. */
export function FormOwner({ person, children }: { person: string; children: ReactNode }) {
  return <SealedForms seal={newSeal(person)}>{children}</SealedForms>;
}
