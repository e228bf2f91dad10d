import { beforeAll, describe, expect, it } from 'vitest';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import { can, PERMISSIONS, ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import { dumpCouncil, makeAssessedCouncil, makeEvidenceLink, type TestCouncil } from './council-factory.ts';
import {
  CALLS,
  type CallTargets,
  exportedCalls,
  makeTargets,
  ROLES_OF_NOUNS,
  WITHOUT_PERMISSION,
} from './every-call.ts';

const EXPECTED: Readonly<Partial<Record<string, readonly Role[]>>> = Object.fromEntries(ROLES_OF_NOUNS);

describe('the table of permissions', () => {
  it('is repeated in full by the nouns', () => {
    expect(ROLES_OF_NOUNS.map(([permission]) => permission).toSorted()).toEqual(PERMISSIONS.toSorted());
  });

  it.each(PERMISSIONS)('%s is held by the expected roles', (permission) => {
    expect(ROLES.filter((role) => can({ role }, permission))).toEqual(EXPECTED[permission]);
  });

  it('covers every query and command, including new ones', async () => {
    expect(await exportedCalls()).toEqual(
      [...Object.keys(CALLS), ...Object.keys(WITHOUT_PERMISSION)].toSorted(),
    );
  });
});

describe.each(ROLES)('a %s', (role) => {
  let council: TestCouncil;
  let targets: CallTargets;

  beforeAll(async () => {
    const made = await makeAssessedCouncil();
    council = made;
    targets = await makeTargets(made, {
      assessment: made.assessment,
      reference: await makeEvidenceLink(made.as.lead, { statement: 'QS1' }),
      person: made.as.reader.person.id,
    });
  });

  it.each(Object.entries(CALLS))('%s', async (_name, { permission, run }) => {
    if (EXPECTED[permission]?.includes(role)) {
      await run(council.as[role], targets);
      return;
    }
    const before = await dumpCouncil(council.id);
    await expect(run(council.as[role], targets)).rejects.toThrow(NotAllowedError);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('leaves the rows recorded in the audit chain', async () => {
    expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([]);
  });
});
