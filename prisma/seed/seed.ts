import { Readable } from 'node:stream';
import { v5 as uuidv5 } from 'uuid';
import { saveStatement } from '#lib/assessments/commands.ts';
import { getAssessment } from '#lib/assessments/queries.ts';
import { assignStatement } from '#lib/assignments/commands.ts';
import { type CouncilContext, memberContext } from '#lib/auth/context.ts';
import { hashPassword } from '#lib/auth/password.ts';
import { DEMO_PASSWORD } from '#lib/auth/rules.ts';
import { giveChallenge } from '#lib/challenge/commands.ts';
import { startAssessment } from '#lib/cycles/commands.ts';
import { closeDatabase, type Transaction } from '#lib/db/client.ts';
import { asOwner } from '#lib/db/owner.ts';
import { env } from '#lib/env.ts';
import { addFile, addLink, attachEvidence } from '#lib/evidence/commands.ts';
import { getEvidenceItem } from '#lib/evidence/queries.ts';
import { referenceOf } from '#lib/evidence/rules.ts';
import { londonDay } from '#lib/format.ts';
import { listMembers } from '#lib/members/queries.ts';
import { STATEMENT_IDS, type StatementId } from '#lib/scoring/index.ts';
import { receiveFile } from '#lib/storage/receive.ts';
import { insertCouncil, insertMember, insertPerson } from '#lib/tasks/set-up.ts';
import type { ExampleCouncil, ExampleCycle, ExampleEvidence } from './example.ts';
import { exampleshire } from './exampleshire.ts';
import { fillMeasures } from './fill-measures.ts';
import { lacksExamples } from './lacks-examples.ts';
import { loadReferenceData } from './load-reference-data.ts';
import { northmere } from './northmere.ts';
import { sampleton } from './sampleton.ts';

/** Where to load the examples. The settings of the process must name the same database and folder. */
export type SeedPlace = { readonly ownerUrl: string; readonly appUrl: string; readonly dataDir: string };

/**
 * Loads the three example councils into a database that nobody uses yet, by the same commands that people use. Until
 * all of it is there nobody can sign in; killed half-way, the next call does what is missing.
 */
export async function seedExamples(place: SeedPlace): Promise<'seeded' | 'already there'> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== place.appUrl || DATA_DIR !== place.dataDir) {
    throw new Error('The settings name another database or data folder than the examples are for');
  }
  if (!(await lacksExamples(place.ownerUrl))) return 'already there';
  await loadReferenceData(place.ownerUrl);
  const councils = [exampleshire, sampleton, northmere];
  const leads = await addCouncils(place.ownerUrl, councils);
  try {
    await Promise.all(
      councils.map(async (council) => {
        const lead = leads.get(council.slug);
        if (lead) await fillCouncil(lead, council);
      }),
    );
  } finally {
    await closeDatabase();
  }
  await openTheDoors(place.ownerUrl, councils);
  return 'seeded';
}

/** The councils and their people in one transaction, all or none. Gives each council's lead, by its slug. */
async function addCouncils(
  ownerUrl: string,
  councils: readonly ExampleCouncil[],
): Promise<ReadonlyMap<string, CouncilContext>> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return asOwner(ownerUrl, async (tx) => {
    // Two starters take turns; the second finds the first one's councils.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('example councils', 0))`;
    if (!(await tx.council.findFirst({ select: { id: true } }))) {
      for (const [index, council] of councils.entries()) {
        await addCouncil(tx, council, passwordHash, new Date(Date.now() + index * 1_000));
      }
    }
    const leads = await Promise.all(councils.map((council) => findLead(tx, council)));
    return new Map(leads.map((lead) => [lead.council.slug, lead]));
  });
}

async function addCouncil(
  tx: Transaction,
  { slug, name, people }: ExampleCouncil,
  passwordHash: string,
  createdAt: Date,
): Promise<void> {
  const context = await insertCouncil(tx, { slug, name, gssCode: null, isExample: true }, createdAt);
  for (const [index, { role, ...person }] of people.entries()) {
    const added = await insertPerson(tx, { ...person, passwordHash, disabledAt: createdAt });
    await insertMember(tx, context, added, role, new Date(createdAt.getTime() + index));
  }
}

async function findLead(tx: Transaction, { slug, people }: ExampleCouncil): Promise<CouncilContext> {
  const email = people.find(({ role }) => role === 'lead')?.email ?? '';
  const council = await tx.council.findUniqueOrThrow({
    where: { slug },
    select: { id: true, slug: true, name: true, isExample: true },
  });
  const person = await tx.person.findUniqueOrThrow({
    where: { email },
    select: { id: true, name: true, email: true },
  });
  return memberContext({ council, role: 'lead' }, person, 'example data');
}

/** Each step does nothing where it was done already. */
async function fillCouncil(lead: CouncilContext, council: ExampleCouncil): Promise<void> {
  if (!council.assessment) return;
  const { name, startsOn, endsOn } = council.assessment;
  const closes = council.before && (await fillCycleBefore(lead, council, council.before));
  await startAssessment(lead, { name, startsOn, endsOn, content: 'empty', closes });
  for (const item of council.evidence) await addEvidence(lead, item);
  await fillMeasures(lead, council.measures);
  const assessment = await getAssessment(lead);
  for (const statement of STATEMENT_IDS) {
    const answers = council.statements[statement];
    if (assessment && answers) {
      await saveStatement(lead, statement, { ...answers, assessment: assessment.id, version: 0 });
    }
  }
  if (!assessment) return;
  await giveOutWork(lead, council, assessment.id, new Date());
  await challenge(lead, council, assessment.id);
}

/** Gives the id of the cycle, to be closed. Null where that was done already. */
async function fillCycleBefore(
  lead: CouncilContext,
  council: ExampleCouncil,
  { assessment, statements, evidence }: ExampleCycle,
): Promise<string | null> {
  const { name, startsOn, endsOn } = assessment;
  await startAssessment(lead, { name, startsOn, endsOn, content: 'empty', closes: null });
  const open = await getAssessment(lead);
  if (open?.name !== name) return null;
  for (const item of council.evidence) {
    // All of them, as their numbers follow each other. What was not used then stands in the list alone.
    await addEvidence(lead, evidence.includes(item.number) ? item : { ...item, links: [] });
  }
  for (const [statement, answers] of Object.entries(statements)) {
    await saveStatement(lead, statement as StatementId, { ...answers, assessment: open.id, version: 0 });
  }
  return open.id;
}

async function giveOutWork(
  lead: CouncilContext,
  { work }: ExampleCouncil,
  assessment: string,
  asOf: Date,
): Promise<void> {
  const idOf = new Map((await listMembers(lead)).map(({ email, id }) => [email, id]));
  for (const { statement, owner, helpers, dueInDays } of work) {
    const due = new Date(asOf);
    due.setUTCDate(due.getUTCDate() + (dueInDays ?? 0));
    await assignStatement(lead, statement, {
      assessment,
      owner: idOf.get(owner) ?? null,
      helpers: helpers.flatMap((email) => idOf.get(email) ?? []),
      dueOn: dueInDays === null ? null : londonDay(due),
    });
  }
}

async function challenge(
  lead: CouncilContext,
  { challenges }: ExampleCouncil,
  assessment: string,
): Promise<void> {
  const members = new Map((await listMembers(lead)).map((member) => [member.email, member]));
  for (const { statement, by, score, reason } of challenges) {
    const member = members.get(by);
    if (!member) throw new Error(`The example council has nobody with the address ${by}`);
    const challenger = memberContext({ council: lead.council, role: member.role }, member, 'example data');
    await giveChallenge(challenger, statement, { assessment, score, reason, version: 0, ownHidden: false });
  }
}

async function addEvidence(lead: CouncilContext, item: ExampleEvidence): Promise<void> {
  const reference = referenceOf(item.number);
  if (!(await getEvidenceItem(lead, reference))) await addItem(lead, reference, item);
  for (const { statement, shows, location } of item.links) {
    await attachEvidence(lead, reference, statement, { shows, location });
  }
}

async function addItem(lead: CouncilContext, reference: string, item: ExampleEvidence): Promise<void> {
  const { title, category, datedOn, owner, marking, containsPersonalData, source } = item;
  const [first] = item.links;
  const details = {
    ...{ title, category, datedOn, owner, marking, containsPersonalData },
    statement: first?.statement ?? null,
    shows: first?.shows ?? '',
    location: first?.location ?? '',
    // The same at every start, so that two starters at once add one item.
    submission: uuidv5(reference, lead.council.id),
  };
  if (source.kind === 'link') {
    await addLink(lead, { ...details, url: source.url });
    return;
  }
  const received = await receiveFile(Readable.from([await source.build()]), {
    councilId: lead.council.id,
    name: source.name,
    maxBytes: 1024 ** 3,
  });
  if (!received.ok) throw new Error(`The example file ${source.name} was refused: ${received.reason}`);
  await addFile(lead, details, received.file);
}

/** The last step, and the mark that the rest is there: from now on the people of the examples can sign in. */
function openTheDoors(ownerUrl: string, councils: readonly ExampleCouncil[]): Promise<void> {
  return asOwner(ownerUrl, async (tx) => {
    const emails = councils.flatMap(({ people }) => people.map(({ email }) => email));
    await tx.person.updateMany({ where: { email: { in: emails } }, data: { disabledAt: null } });
  });
}
