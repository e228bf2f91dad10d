import { beforeAll, describe, expect, it } from 'vitest';
import { NotAllowedError } from '#lib/kernel/errors.ts';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { can, PERMISSIONS, ROLES, type Role } from '#lib/platform/access/permissions.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import {
  mayAs,
  NAMED_GRANTS,
  NAMED_PARTS,
  type NamedGrant,
  type NamedPart,
} from '#lib/record/inspections/named.ts';
import { ALL_RECORDS } from '#lib/tasks/audit-records.ts';
import {
  dumpCouncil,
  inspectionsIn,
  makeAssessedCouncil,
  makeEvidenceLink,
  namedPerson,
  type TestCouncil,
} from './council-factory.ts';
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

  it.each(Object.entries(CALLS))('%s', async (_name, { permission, run, named, notFound }) => {
    const isHeld = EXPECTED[permission]?.includes(role);
    if (isHeld && !named) {
      await run(council.as[role], targets);
      return;
    }
    const before = await dumpCouncil(council.id);
    // Whoever is named was made for that.
    if (isHeld) expect(await run(council.as[role], targets)).toEqual(notFound);
    else await expect(run(council.as[role], targets)).rejects.toThrow(NotAllowedError);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('leaves the rows recorded in the audit chain', async () => {
    expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([]);
  });
});

/** What each grant expects one of, repeated here so that no change is accidental. */
const NAMED: Readonly<Record<NamedGrant, readonly NamedPart[]>> = {
  'cases:read': ['keeper', 'reader'],
  'cases:keep': ['keeper'],
  'logs:read': ['keeper', 'reader', 'writer'],
  'logs:write': ['keeper', 'writer'],
  'logs:review': ['keeper'],
  'report:check': ['checker'],
};

describe.each(NAMED_PARTS)('somebody named as %s', (part) => {
  let council: TestCouncil;
  let targets: CallTargets;
  let person: CouncilContext;

  beforeAll(async () => {
    const made = await makeAssessedCouncil();
    council = made;
    targets = await makeTargets(made, {
      assessment: made.assessment,
      reference: await makeEvidenceLink(made.as.lead, { statement: 'QS1' }),
      person: made.as.reader.person.id,
    });
    person = await namedPerson(made, await inspectionsIn(made), part);
  });

  it('holds the expected grants', () => {
    const expected = NAMED_GRANTS.filter((grant) => NAMED[grant].includes(part));
    expect(NAMED_GRANTS.filter((grant) => mayAs([part], grant))).toEqual(expected);
  });

  it.each(Object.entries(CALLS).filter(([, { named }]) => named))('%s', async (_name, call) => {
    const before = await dumpCouncil(council.id);
    const answer = await call.run(person, targets);
    if (call.named && NAMED[call.named].includes(part)) {
      expect(answer).not.toEqual(call.notFound);
      return;
    }
    expect(answer).toEqual(call.notFound);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('leaves the rows recorded in the audit chain', async () => {
    expect((await verifyCouncil(council, ALL_RECORDS)).rows).toEqual([]);
  });
});
