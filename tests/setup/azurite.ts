import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ContainerClient,
  ContainerSASPermissions,
  generateBlobSASQueryParameters,
  StorageSharedKeyCredential,
} from '@azure/storage-blob';

// Azurite, Microsoft's own server of the protocol of Azure Blob Storage. Its account and key are fixed and public.

const ACCOUNT = 'devstoreaccount1';
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export type Azurite = {
  /** Makes an empty container. Returns its address with a signature, as in `STORAGE_URL`. */
  container(): Promise<string>;
  stop(): Promise<void>;
};

export async function startAzurite(): Promise<Azurite> {
  const folder = await mkdtemp(path.join(tmpdir(), 'azurite-'));
  const server = spawn(
    process.execPath,
    [
      'node_modules/azurite/dist/src/blob/main.js',
      ...['--blobHost', '127.0.0.1', '--blobPort', '0', '--location', folder],
      ...['--silent', '--skipApiVersionCheck', '--disableTelemetry'],
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let printed = '';
  server.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    const [, port] = /listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
    if (port) resolve(port);
  });
  server.once('exit', (code) => reject(new Error(`Azurite ended with ${code}: ${printed}`)));
  const account = `http://127.0.0.1:${await promise}/${ACCOUNT}`;
  const credential = new StorageSharedKeyCredential(ACCOUNT, KEY);
  let containers = 0;
  return {
    async container() {
      containers += 1;
      const name = `files-${containers}`;
      await new ContainerClient(`${account}/${name}`, credential).create();
      const signature = generateBlobSASQueryParameters(
        {
          containerName: name,
          permissions: ContainerSASPermissions.parse('racwdl'),
          expiresOn: new Date(Date.now() + 24 * 60 * 60 * 1000),
        },
        credential,
      );
      return `${account}/${name}?${signature}`;
    },
    async stop() {
      server.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
