import { once } from 'node:events';
import { flushCompileCache } from 'node:module';
import { v7 as uuidv7 } from 'uuid';
import { type CouncilId, memberContext } from '#lib/platform/access/context.ts';
import { prepareCheck } from '#lib/platform/storage/checks/worker.ts';
import { sendFiles } from './send-files.ts';

// A separate process that sends files once it is told whose, for tests to kill. Reports everything that the server has
// answered for.

type Whose = {
  council: { id: CouncilId; slug: string; name: string; isExample: boolean };
  person: { id: string; name: string; email: string };
};
prepareCheck();
// A killed process does not write what it has compiled.
flushCompileCache();
const [{ council, person }] = (await once(process, 'message')) as [Whose];
const brand = { colour: '', logo: null };
const context = memberContext({ council: { ...council, brand }, role: 'lead' }, person, uuidv7());
await sendFiles(context, (what) => process.send?.(what));
process.exit(0);
