import { Client } from 'pg';
import { type CouncilContext, memberContext } from '#lib/platform/access/context.ts';
import { DEMO_PASSWORD } from '#lib/platform/access/rules.ts';
import { hashPassword } from '#lib/platform/auth/password.ts';
import { closeDatabase, type Transaction } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { closeSender } from '#lib/platform/jobs/enqueue.ts';
import { asOwner } from '#lib/tasks/owner.ts';
import { insertCouncil, insertMember, insertPerson } from '#lib/tasks/set-up.ts';
import type { ExampleCouncil } from './example.ts';
import { exampleshire } from './exampleshire.ts';
import { lacksExamples } from './lacks-examples.ts';
import { loadReferenceData } from './load-reference-data.ts';
import { northmere } from './northmere.ts';
import { sampleton } from './sampleton.ts';
import { storyTime, tellHistory } from './tell-history.ts';

const COUNCILS = [exampleshire, sampleton, northmere];

/** Where to load the examples. The process's settings must name the same database and folder. */
export type SeedPlace = { readonly ownerUrl: string; readonly appUrl: string; readonly dataDir: string };

/**
 * Loads the three example councils into an unused database through the commands that people use. Nobody can sign in
 * until the load is complete; after an interruption, the next call continues.
 */
export async function seedExamples(place: SeedPlace): Promise<'seeded' | 'already there'> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL !== place.appUrl || DATA_DIR !== place.dataDir) {
    throw new Error('The settings name another database or data folder than the examples are for');
  }
  return oneAtATime(place.ownerUrl, async () => {
    if (!(await lacksExamples(place.ownerUrl))) return 'already there';
    await loadReferenceData(place.ownerUrl);
    const loadedAt = new Date();
    const leads = await addCouncils(place.ownerUrl, COUNCILS, loadedAt);
    try {
      await Promise.all(
        COUNCILS.map(async (council) => {
          const lead = leads.get(council.slug);
          if (lead) await tellHistory(lead, council, loadedAt);
        }),
      );
    } finally {
      // Files ask for jobs, and the sender of jobs would keep the process.
      await closeSender();
      await closeDatabase();
    }
    await openTheDoors(place.ownerUrl, COUNCILS);
    return 'seeded';
  });
}

/** Serialises loads: the second finds the first one's result. */
async function oneAtATime<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtextextended('example councils', 0))");
    return await work();
  } finally {
    await client.end();
  }
}

/** Adds the councils and their people in one transaction. Returns each council's lead by slug. */
async function addCouncils(
  ownerUrl: string,
  councils: readonly ExampleCouncil[],
  loadedAt: Date,
): Promise<ReadonlyMap<string, CouncilContext>> {
  return asOwner(ownerUrl, async (tx) => {
    if (!(await tx.council.findFirst({ select: { id: true } }))) {
      for (const council of councils) await addCouncil(tx, council, loadedAt);
    }
    const leads = await Promise.all(councils.map((council) => findLead(tx, council)));
    return new Map(leads.map((lead) => [lead.council.slug, lead]));
  });
}

async function addCouncil(
  tx: Transaction,
  { slug, name, joinedAt, people }: ExampleCouncil,
  loadedAt: Date,
): Promise<void> {
  const at = storyTime(new Date(joinedAt), loadedAt);
  const context = await insertCouncil(tx, { slug, name, gssCode: null, isExample: true }, at);
  for (const [index, { email, name, role }] of people.entries()) {
    const known = await tx.person.findUnique({ where: { email }, select: { id: true, name: true } });
    const person = known ?? (await insertPerson(tx, { email, name, passwordHash: null, disabledAt: null }));
    await insertMember(tx, context, person, role, new Date(at.getTime() + index));
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

/** The last step, which marks the load as complete: from now on the example people can sign in. */
async function openTheDoors(ownerUrl: string, councils: readonly ExampleCouncil[]): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  await asOwner(ownerUrl, async (tx) => {
    const emails = councils.flatMap(({ people }) => people.map(({ email }) => email));
    await tx.person.updateMany({ where: { email: { in: emails } }, data: { passwordHash } });
  });
}
