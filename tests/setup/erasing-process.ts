import { memberContext } from '#lib/platform/access/context.ts';
import { database } from '#lib/platform/db/client.ts';
import { answerErasure } from '#lib/work/erasures/commands.ts';

// A separate process in which a director confirms one erasure after another, for tests to kill. Reports each reference.

const [slug = '', personId = '', ...references] = process.argv.slice(2);
const council = await database().council.findUniqueOrThrow({
  where: { slug },
  select: { id: true, slug: true, name: true, isExample: true },
});
const person = await database().person.findUniqueOrThrow({
  where: { id: personId },
  select: { id: true, name: true, email: true },
});
const director = memberContext({ council, role: 'director' }, person, 'request-of-a-process');
for (const reference of references) {
  const { outcome } = await answerErasure(director, { reference, number: 1, answer: 'confirm', reason: '' });
  if (outcome === 'erased') process.send?.(reference);
}
