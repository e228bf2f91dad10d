import { changeContact, changeLook, changeRetention } from '#lib/record/councils/commands.ts';
import { getLogo, getSettings } from '#lib/record/councils/queries.ts';
import { contactAsSeen, lookAsSeen, NO_CONTACT } from '#lib/record/councils/rules.ts';
import type { TestCouncil } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';
import { pngFile } from './png-file.ts';

const NO_LOOK = lookAsSeen({ name: '', colour: '', logo: '' });
const NO_CONTACT_SEEN = contactAsSeen(NO_CONTACT);

/** Settings of every kind, with the mark for texts, and the hash of the logo. */
async function makeSettings({ as }: TestCouncil, mark: string) {
  await changeLook(as.admin, { name: mark, colour: '#0b5f46', seen: NO_LOOK }, pngFile({ text: mark }));
  await changeContact(as.admin, { name: mark, email: '', phone: mark.slice(0, 40), seen: NO_CONTACT_SEEN });
  return { logo: (await getSettings(as.admin)).look.logo };
}

export const CALLS = nounCalls({
  make: makeSettings,
  roles: {
    'settings:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'settings:manage': ['admin'],
  },
  calls: {
    'queries getSettings': { permission: 'settings:view', run: (context) => getSettings(context) },
    'queries getLogo': {
      permission: 'council:view',
      notFound: null,
      run: (context, { logo }) => getLogo(context, logo),
    },
    'commands changeLook': {
      permission: 'settings:manage',
      run: (context) => changeLook(context, { name: 'New name', colour: '#12436d', seen: NO_LOOK }, null),
    },
    'commands changeRetention': {
      permission: 'settings:manage',
      run: (context) => changeRetention(context, { years: 6, seen: '' }),
    },
    'commands changeContact': {
      permission: 'settings:manage',
      run: (context) =>
        changeContact(context, {
          name: 'Team',
          email: 'team@example.gov.uk',
          phone: '',
          seen: NO_CONTACT_SEEN,
        }),
    },
  },
});
