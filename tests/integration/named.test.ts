import { beforeEach, describe, expect, it } from 'vitest';
import { listActivity } from '#lib/history/activity/queries.ts';
import { AccessLostError, NotAllowedError } from '#lib/kernel/errors.ts';
import { type CouncilContext, systemContext } from '#lib/platform/access/context.ts';
import { verifyCouncil } from '#lib/platform/audit/verify.ts';
import { auditedWrite, unchanged, writeAs } from '#lib/platform/audit/write.ts';
import { readCouncil } from '#lib/platform/db/in-council.ts';
import { read } from '#lib/platform/db/read.ts';
import { endNamed, namePerson, startInspection } from '#lib/record/inspections/commands.ts';
import { namedPersonRecords } from '#lib/record/inspections/events.ts';
import { NAMED_GRANTS } from '#lib/record/inspections/named.ts';
import { namedExport, namedRead, namedWrite } from '#lib/record/inspections/named-gate.ts';
import { getNamedPeople, getOwnParts } from '#lib/record/inspections/queries.ts';
import { listNotices } from '#lib/work/notices/queries.ts';
import {
  asActing,
  asSuperuser,
  dumpCouncil,
  inspectionInput,
  makeCouncil,
  namedPerson,
  type TestCouncil,
} from './council-factory.ts';

let council: TestCouncil;
let inspection: number;
let keeper: CouncilContext;
beforeEach(async () => {
  council = await makeCouncil();
  ({ number: inspection } = await startInspection(council.as.lead, inspectionInput()));
  keeper = await namedPerson(council, [inspection], 'keeper');
});

/** Whether each way through the gate is open. */
async function ways(context: CouncilContext, number = inspection) {
  return [
    await namedRead(context, number, 'cases:read', async () => true),
    await namedWrite(context, number, 'cases:keep', async () => unchanged(true)),
    await namedExport(context, number, 'logs:read', async () => unchanged(true)),
  ];
}

async function end() {
  const [named] = (await getNamedPeople(council.as.lead, inspection))?.people ?? [];
  return endNamed(council.as.lead, { inspection, named: named?.id ?? '' });
}

describe('the gate for named people', () => {
  it('is open to them, in their inspection, until that ends', async () => {
    await startInspection(council.as.lead, inspectionInput());
    expect(await ways(keeper)).toEqual([true, true, true]);
    expect(await ways(keeper, 2)).toEqual([null, null, null]);
    expect(await ways(keeper, 99)).toEqual([null, null, null]);
    expect(await end()).toEqual({ outcome: 'ended' });
    expect(await ways(keeper)).toEqual([null, null, null]);
  });

  it('is closed to everybody else, whatever their role, and in another council', async () => {
    const before = await dumpCouncil(council.id);
    const { admin, ...members } = council.as;
    for (const context of Object.values(members)) expect(await ways(context)).toEqual([null, null, null]);
    await expect(ways(admin)).rejects.toThrow(NotAllowedError);
    const other = await makeCouncil();
    await startInspection(other.as.lead, inspectionInput());
    const there = await namedPerson(other, [inspection], 'keeper');
    expect(
      await namedRead({ ...keeper, person: there.person }, inspection, 'cases:read', async () => true),
    ).toBe(null);
    await expect(ways({ ...keeper, person: there.person })).rejects.toThrow(AccessLostError);
    expect(await dumpCouncil(council.id)).toEqual(before);
  });

  it('opens for what the part is named for alone', async () => {
    const checker = await namedPerson(council, [inspection], 'checker');
    const open = NAMED_GRANTS.map((grant) => namedRead(checker, inspection, grant, async () => grant));
    expect((await Promise.all(open)).filter(Boolean)).toEqual(['report:check']);
  });
});

describe('row security', () => {
  const asked = `SELECT i.number, p.part::text FROM unnest(enum_range(NULL::named_part)) p (part)
    JOIN inspections i ON i.id IN (SELECT named_inspections(p.part)) ORDER BY 1, 2`;

  it('knows the inspections of who acts, part by part', async () => {
    const { rows } = await asActing(council.id, keeper, asked);
    expect(rows).toEqual([{ number: inspection, part: 'keeper' }]);
  });

  it('knows none for who is not named, or no longer, or acts in another council, nor without anybody', async () => {
    const other = await makeCouncil();
    await startInspection(other.as.lead, inspectionInput());
    await namedPerson(other, [1], 'keeper');
    const none = async (id: string, context: CouncilContext | null) =>
      expect((await asActing(id, context, asked)).rows).toEqual([]);
    await none(council.id, council.as.lead);
    await none(other.id, keeper);
    await none(council.id, null);
    await end();
    await none(council.id, keeper);
  });

  it('is told who acts in a read and in a write, and nobody in the work of the service', async () => {
    const acting = `select acting_person_id()::text as acting, current_setting('app.sees_named', true) as sees`;
    const seen = await read(keeper, ({ tx }) => tx.$queryRawUnsafe(acting), { needsRows: true });
    expect(seen).toEqual([{ acting: keeper.person.id, sees: null }]);
    const write = await auditedWrite(keeper, 'named:work', async ({ tx }) =>
      unchanged(await tx.$queryRawUnsafe(acting)),
    );
    expect(write).toMatchObject([{ acting: keeper.person.id }]);
    const job = systemContext(council.as.lead.council, 'A job', 'request');
    const alone = await writeAs(job, async (tx) => unchanged(await tx.$queryRawUnsafe(acting)));
    expect(alone).toMatchObject([{ acting: null }]);
    const verified = await readCouncil(council.id, (tx) => tx.$queryRawUnsafe(acting));
    expect(verified).toEqual([{ acting: null, sees: 'all' }]);
  });
});

describe('naming', () => {
  it('is told to the person and to who was named for that part before', async () => {
    const { lead, director, reader } = council.as;
    const name = { inspection, person: reader.person.id, part: 'keeper' } as const;
    expect(await namePerson(lead, name)).toEqual({ outcome: 'named' });
    expect(await namePerson(lead, name)).toEqual({ outcome: 'already named' });
    expect(await namePerson(lead, { ...name, person: council.as.admin.person.id })).toEqual({
      outcome: 'unknown person',
    });
    const told = async (of: CouncilContext) => (await listNotices(of, 1)).notices;
    const by = lead.person.name;
    expect(await told(reader)).toMatchObject([
      {
        text: `${by} named you as keeper of cases in CQC assessment`,
        href: expect.stringMatching(/people$/),
      },
    ]);
    expect((await told(keeper))[0]?.text).toBe(`${by} named one more keeper of cases in CQC assessment`);
    expect(await told(director)).toEqual([]);
    expect(await getOwnParts(reader, inspection)).toEqual(['keeper']);
  });

  it('is in the history with its end, and checked against it', async () => {
    await end();
    const name = { inspection, person: keeper.person.id, part: 'keeper' } as const;
    await namePerson(council.as.director, name);
    const { entries } = await listActivity(council.as.reader, { kind: 'inspections' }, 1);
    expect(entries.map(({ title }) => title).slice(0, 3)).toEqual([
      `CQC assessment: ${keeper.person.name} named`,
      `CQC assessment: ${keeper.person.name} no longer named`,
      `CQC assessment: ${keeper.person.name} named`,
    ]);
    expect((await verifyCouncil(council, [namedPersonRecords])).rows).toEqual([]);
    await asSuperuser(
      `UPDATE inspection_people SET part = 'checker' WHERE council_id = $1 AND ended_at IS NULL`,
      [council.id],
    );
    expect((await verifyCouncil(council, [namedPersonRecords])).rows.join()).toContain('of inspection-1');
  });
});
