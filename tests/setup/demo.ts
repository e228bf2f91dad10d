import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '#lib/tasks/embedded.ts';
import { startDemo } from './demo-process.ts';
import { FICTIONAL } from './fictional-framework.ts';
import { withoutDisk } from './without-disk.ts';

/** One demo for the browser tests, in its own folder. Sets BASE_URL and DEMO_DATA_DIR. */
export default async function setup() {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'assurance-demo-'));
  const frameworks = path.join(dataDir, 'frameworks');
  await mkdir(frameworks);
  await writeFile(path.join(frameworks, 'fictional.json'), JSON.stringify(FICTIONAL));
  // Above the 10 MB that Next's proxy keeps of a body, and small enough for tests to exceed.
  const demo = await startDemo(dataDir, { MAX_UPLOAD_MB: '20', FRAMEWORKS_DIR: frameworks });
  const server = await startEmbedded(dataDir);
  await withoutDisk(server.ownerUrl);
  await server.stop();
  process.env.BASE_URL = demo.url;
  process.env.DEMO_DATA_DIR = dataDir;
  return async () => {
    await demo.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
