import { v7 as uuidv7 } from 'uuid';
import { systemContext } from '#lib/platform/access/context.ts';
import { writeAs } from '#lib/platform/audit/write.ts';
import { database } from '#lib/platform/db/client.ts';
import { testJob } from './test-job.ts';

// A separate process that writes one event and one job at a time, for tests to kill. Reports each number written.

const [slug = '', queue = ''] = process.argv.slice(2);
const council = await database().council.findUniqueOrThrow({
  where: { slug },
  select: { id: true, slug: true, name: true, isExample: true },
});
const context = systemContext(council, 'Test', uuidv7());
for (;;) {
  const id = uuidv7();
  await writeAs<void>(context, async () => ({
    result: undefined,
    event: { type: 'member.digest-set', subject: id, data: { name: 'Test', before: 'off', after: 'daily' } },
    jobs: [testJob(queue, id)],
  }));
  process.send?.(id);
}
