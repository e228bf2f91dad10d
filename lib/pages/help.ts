import 'server-only';
import { everyCouncil } from '#lib/platform/auth/gate.ts';
import { signedIn } from '#lib/platform/auth/session.ts';
import { getSettings } from '#lib/record/councils/queries.ts';
import type { Contact } from '#lib/record/councils/rules.ts';

export type HelpReader = {
  readonly name: string;
  readonly contacts: readonly {
    readonly council: { readonly slug: string; readonly name: string };
    readonly contact: Contact;
  }[];
};

/** The signed-in person and who helps in each of their councils. Null: nobody is signed in. */
export async function getHelpReader(): Promise<HelpReader | null> {
  const session = await signedIn();
  if (!session) return null;
  const contacts = await Promise.all(
    (await everyCouncil(session)).map(async (context) => ({
      council: context.council,
      contact: (await getSettings(context)).contact,
    })),
  );
  return { name: session.person.name, contacts };
}
