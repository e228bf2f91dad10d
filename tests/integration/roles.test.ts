import { beforeAll, describe, expect, it } from 'vitest';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { can, PERMISSIONS, type Permission, ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { RECORDS } from '#lib/tasks/audit-records.ts';
import { addedLink, everythingIn, makeAssessedCouncil, type TestCouncil } from './council-factory.ts';
import { CALLS, exportedCalls, makeTargets, type Targets, WITHOUT_PERMISSION } from './every-call.ts';

/** Who may do what, written down a second time: a change of the table must be meant. */
const EXPECTED: Record<Permission, readonly Role[]> = {
  'council:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'assessment:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'assessment:start': ['lead'],
  'closing:view': ['lead', 'director'],
  'closing:decide': ['director'],
  'statement:save': ['contributor', 'lead'],
  'statement:assign': ['lead'],
  'challenge:give': ['director', 'reader'],
  'challenge:settings': ['lead'],
  'evidence:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'evidence:add': ['contributor', 'lead'],
  'evidence:edit': ['contributor', 'lead'],
  'evidence:download': ['contributor', 'lead', 'director', 'reader'],
  'comment:view': ['contributor', 'lead', 'director', 'reader'],
  'comment:write': ['contributor', 'lead', 'director', 'reader'],
  'comment:resolve': ['contributor', 'lead', 'director', 'reader'],
  'review:propose': ['lead'],
  'review:sign': ['director'],
  'review:reopen': ['lead', 'director'],
  'notice:read': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'scenario:save': ['lead', 'director'],
  'target:set': ['lead', 'director'],
  'measures:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'measures:edit': ['contributor', 'lead'],
  'results:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'results:manage': ['admin'],
  'pack:export': ['contributor', 'lead', 'director', 'reader'],
  'paper:export': ['contributor', 'lead', 'director', 'reader'],
  'links:manage': ['lead', 'director'],
  'activity:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'members:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'members:manage': ['admin'],
  'sharing:view': ['contributor', 'lead', 'director', 'reader', 'admin'],
  'sharing:manage': ['director'],
  'sharing:compare': ['director', 'reader'],
};

describe('the table of permissions', () => {
  it.each(PERMISSIONS)('%s is held by those who are meant to hold it', (permission) => {
    expect(ROLES.filter((role) => can({ role }, permission))).toEqual(EXPECTED[permission]);
  });

  it('stands before every query and command, new ones included', async () => {
    expect(await exportedCalls()).toEqual(
      [...Object.keys(CALLS), ...Object.keys(WITHOUT_PERMISSION)].toSorted(),
    );
  });
});

describe.each(ROLES)('a %s', (role) => {
  let council: TestCouncil;
  let targets: Targets;

  beforeAll(async () => {
    const made = await makeAssessedCouncil();
    council = made;
    targets = await makeTargets(made, {
      assessment: made.assessment,
      reference: await addedLink(made.as.lead, { statement: 'QS1' }),
      person: made.as.reader.person.id,
    });
  });

  it.each(Object.entries(CALLS))('%s', async (_name, { permission, run }) => {
    if (EXPECTED[permission].includes(role)) {
      await run(council.as[role], targets);
      return;
    }
    const before = await everythingIn(council.id);
    await expect(run(council.as[role], targets)).rejects.toThrow(NotAllowedError);
    expect(await everythingIn(council.id)).toEqual(before);
  });

  it('leaves the rows that the audit chain tells of', async () => {
    expect((await verifyCouncil(council, RECORDS)).rows).toEqual([]);
  });
});
