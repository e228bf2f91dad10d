import { randomUUID } from 'node:crypto';
import {
  changeRole,
  endSessions,
  inviteMember,
  issueCode,
  renewInvitation,
  setDisabled,
  withdrawInvitation,
} from '#lib/record/members/commands.ts';
import { listInvitations, listMembers } from '#lib/record/members/queries.ts';
import { makeInvitation } from '#tests/integration/council-factory.ts';
import { nounCalls } from '#tests/integration/noun-calls.ts';

export const CALLS = nounCalls({
  make: async ({ as }) => ({ invitation: (await makeInvitation(as.admin)).id }),
  roles: {
    'members:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
    'members:manage': ['admin'],
  },
  calls: {
    'commands renewInvitation': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { invitation }) => renewInvitation(context, invitation),
    },
    'commands withdrawInvitation': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { invitation }) => withdrawInvitation(context, invitation),
    },
    'queries listInvitations': {
      permission: 'members:view',
      run: (context) => listInvitations(context),
    },
    'commands inviteMember': {
      permission: 'members:manage',
      run: (context) =>
        inviteMember(context, {
          name: 'Sam Patel',
          email: `${randomUUID()}@council.example`,
          role: 'reader',
        }),
    },
    'commands changeRole': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { person }) => changeRole(context, person, 'director'),
    },
    'commands setDisabled': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { person }) => setDisabled(context, person, true),
    },
    'commands endSessions': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { person }) => endSessions(context, person),
    },
    'commands issueCode': {
      permission: 'members:manage',
      notFound: { outcome: 'not found' },
      run: (context, { person }) => issueCode(context, person),
    },
    'queries listMembers': {
      permission: 'members:view',
      run: (context) => listMembers(context),
    },
  },
});
