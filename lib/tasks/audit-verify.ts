import { formatCount } from '#lib/kernel/format.ts';
import { addFrameworksFrom } from '#lib/tasks/add-frameworks.ts';
import { readAnchors } from './anchors.ts';
import { exitWithError, TaskError } from './databases.ts';
import { verifyDatabase } from './verify.ts';
import { withFiles } from './with-files.ts';

// npm run audit:verify -- [COUNCIL NUMBER HASH …]: recomputes every hash of each council's audit chain and compares
// rows and files with it. Given the number and hash on a pack or paper, checks that the chain still holds that event.

try {
  const anchors = readAnchors(process.argv.slice(2));
  const { problems, councils } = await withFiles(() => {
    addFrameworksFrom(process.env.FRAMEWORKS_DIR);
    return verifyDatabase({ anchors, files: true });
  });
  if (councils.length === 0) throw new TaskError('This database has no councils.');
  console.log(
    problems === 0
      ? `Verified: ${formatCount(councils.length, 'council')}. Rows and files match the history.`
      : `Not verified: ${formatCount(problems, 'problem')}.`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
} catch (error) {
  exitWithError(error);
}
