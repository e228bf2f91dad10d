import { answerErasure } from '#lib/work/erasures/commands.ts';
import { processMember } from './process-member.ts';

// A separate process in which a director confirms one erasure after another, for tests to kill. Reports each reference.

const [slug = '', personId = '', ...references] = process.argv.slice(2);
const director = await processMember(slug, personId, 'director');
for (const reference of references) {
  const { outcome } = await answerErasure(director, { reference, number: 1, answer: 'confirm', reason: '' });
  if (outcome === 'erased') process.send?.(reference);
}
