import { encode } from 'next-auth/jwt';
import type { CouncilContext } from '#lib/platform/access/context.ts';
import { sessionLimits } from '#lib/platform/access/rules.ts';
import { database } from '#lib/platform/db/client.ts';
import { env } from '#lib/platform/env.ts';
import { saveStatement } from '#lib/record/assessments/commands.ts';
import { attachEvidence } from '#lib/record/evidence/commands.ts';
import { CATEGORIES } from '#lib/record/evidence/rules.ts';
import { STATEMENT_IDS } from '#lib/scoring/index.ts';
import {
  makeAssessedCouncil,
  makeEvidenceFile,
  makeEvidenceLink,
} from '#tests/integration/council-factory.ts';

export type BenchCouncil = {
  readonly slug: string;
  readonly lead: CouncilContext;
  readonly director: CouncilContext;
  /** The `Cookie` header of its signed-in lead. */
  readonly cookie: string;
};

const SENTENCES = [
  'People tell us that they waited 19 days for a first assessment, against 31 days a year ago.',
  'Reviews of longer-term support are late for one person in five, most of them in the two eastern neighbourhoods.',
  'Carers asked for shorter forms and for one named worker; since June every new assessment has both.',
  'The Making It Real board reads the survey before it is published and chose three of its questions.',
  'What we have not shown yet is whether the change lasts after the first three months.',
];

/** A council with nine complete statements and this many evidence items, all on the first statement. */
export async function makeBenchCouncil(items: number): Promise<BenchCouncil> {
  const council = await makeAssessedCouncil();
  const { lead, director } = council.as;
  const { assessment } = council;
  for (const [index, statement] of STATEMENT_IDS.entries()) {
    await saveStatement(lead, statement, {
      assessment: council.assessment,
      version: 0,
      score: index % 3 === 0 ? 4 : 3,
      strengths: narrative(index, 8),
      improvements: narrative(index + 1, 6),
      impact: narrative(index + 2, 5),
      completed: true,
    });
  }
  for (let number = 1; number <= items; number += 1) {
    const details = {
      title: `Survey of people who draw on care, part ${number}`,
      category: CATEGORIES[number % CATEGORIES.length] ?? 'people',
      statement: 'QS1',
      assessment,
      shows: narrative(number, 2),
      location: `Page ${number}`,
    } as const;
    const reference =
      number % 3 === 0
        ? await makeEvidenceLink(lead, details)
        : await makeEvidenceFile(lead, details, `survey-${number}.txt`, `Part ${number} of the survey.\n`);
    const other = STATEMENT_IDS[1 + (number % 8)];
    if (other)
      await attachEvidence(lead, [reference], other, {
        shows: narrative(number + 1, 1),
        location: '',
        assessment,
      });
  }
  return { slug: council.slug, lead, director, cookie: await signInCookie(lead.person.id) };
}

export function narrative(from: number, sentences: number): string {
  return Array.from({ length: sentences }, (_, index) => SENTENCES[(from + index) % SENTENCES.length]).join(
    ' ',
  );
}

/** Signs a person in: inserts a session and returns its encrypted cookie. */
export async function signInCookie(personId: string): Promise<string> {
  const { id } = await database().session.create({
    data: { personId, address: '127.0.0.1' },
    select: { id: true },
  });
  const token = await encode({
    token: { sid: id },
    secret: env().NEXTAUTH_SECRET,
    maxAge: sessionLimits.absoluteMinutes * 60,
  });
  return `assurance.session=${token}`;
}
