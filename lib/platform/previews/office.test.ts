import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { env } from '#lib/platform/env.ts';
import { allowedTypeOf } from '#lib/platform/storage/allowed-types.ts';
import { fileStore } from '#lib/platform/storage/file-store.ts';
import { readMade } from '#lib/platform/storage/testing/corpus.ts';
import { odfEntries, ownDataFolder, zip } from '#lib/platform/storage/testing/samples.ts';
import { createWorkerPool, sharedPool } from '#lib/platform/workers/pool.ts';
import { canKeepApart, hasOffice } from '#lib/tasks/programs.ts';
import { checkStart } from '#lib/tasks/start-checks.ts';
import { convertedFolder } from './converted.ts';
import { convertedPdf, OFFICE_POOL } from './office.ts';
import { officeProblem } from './office-sandbox.ts';
import { type OfficeKind, pagesSeen, previewOf } from './preview.ts';

// Where all tests must run they fail without LibreOffice. A container that forbids keeping it apart is not at fault.
const canDraw = hasOffice() ? canKeepApart() : process.env.CI === 'true';
// LibreOffice starts slowly on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

ownDataFolder();
process.env.LOG_LEVEL ??= 'silent';
afterAll(() => rm(convertedFolder(), { recursive: true, force: true }));

const A = { council: 'a', person: 'p' };

async function stored(name: string, content: Buffer) {
  const file = { councilId: randomUUID(), id: randomUUID() };
  const source = async function* () {
    yield Buffer.from(content);
  };
  await fileStore().append(file, 0, source());
  await fileStore().finish(file);
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { ...file, sha256, mediaType: allowedTypeOf(name)?.mediaType ?? '' };
}

/** A presentation with a picture from this address, which LibreOffice fetches whatever its settings say. */
function slideWithPicture(address: string): Buffer {
  const spaces = Object.entries({ office: 'office', draw: 'drawing', svg: 'svg-compatible' }).map(
    ([name, of]) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${of}:1.0"`,
  );
  const content = `<office:document-content ${spaces.join(' ')} xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:presentation><draw:page draw:name="One"><draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="${address}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></draw:page></office:presentation></office:body></office:document-content>`;
  const manifest = `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.presentation"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`;
  return zip([
    ...odfEntries('odp').slice(0, 1),
    { name: 'content.xml', data: content },
    { name: 'META-INF/manifest.xml', data: manifest },
  ]);
}

it('cannot be converted without the programs, which the start checks', async () => {
  expect(await officeProblem(['/usr/bin/env', '/usr/bin/no-office'])).toBe('there is no /usr/bin/no-office');
  const { problems } = await checkStart({ OFFICE_PREVIEW: 'on' });
  const about = problems.filter((line) => line.startsWith('OFFICE_PREVIEW'));
  expect(about).toEqual(canDraw ? [] : [expect.stringContaining('OFFICE_PREVIEW is on, but ')]);
});

describe.skipIf(!canDraw)('a page of an office file', () => {
  it.each<readonly [string, OfficeKind, number]>([
    ['letter.docx', 'document', 1],
    ['letter.odt', 'document', 1],
    ['figures.xlsx', 'spreadsheet', 1],
    ['slides.pptx', 'slides', 1],
  ])('of %s is drawn, and the file converted once for all its pages', async (name, kind, pages) => {
    const file = await stored(name, await readMade(name));
    const first = await previewOf(file, kind, 1, A);
    const { width, height } = await sharp(first.ok ? first.webp : undefined).metadata();
    expect([width, height]).toEqual(kind === 'slides' ? [1_000, 563] : [1_000, 1_414]);
    const { channels } = await sharp(first.ok ? first.webp : undefined)
      .greyscale()
      .stats();
    expect(channels[0]?.min).toBeLessThan(100);
    expect(pagesSeen(file.sha256)).toBe(pages);
    const converted = await convertedPdf(file, A);
    const made = await stat(converted.path ?? '');
    expect(await previewOf(file, kind, pages + 1, A)).toEqual({ ok: false, reason: 'no such page' });
    expect(await stat(converted.path ?? '')).toEqual(made);
  });

  it('is drawn without a request to anybody', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const file = await stored('a.odp', slideWithPicture(`http://127.0.0.1:${port}/picture.png`));
    expect(await previewOf(file, 'slides', 1, A)).toMatchObject({ ok: true });
    expect(requests).toBe(0);
    server.close();
  });

  it('is not drawn of a file that cannot be converted, which is not tried again at once', async () => {
    const file = await stored('a.docx', Buffer.from('PK\x03\x04 and nothing that is a document', 'latin1'));
    expect(await previewOf(file, 'document', 1, A)).toEqual({ ok: false, reason: 'not shown' });
    const run = vi.spyOn(sharedPool(OFFICE_POOL), 'run');
    expect(await previewOf(file, 'document', 2, A)).toEqual({ ok: false, reason: 'not shown' });
    expect(run).not.toHaveBeenCalled();
    run.mockRestore();
  });

  it('leaves no program behind when it is stopped', async () => {
    const pool = createWorkerPool({ ...OFFICE_POOL });
    // LibreOffice waits for what this pipe holds.
    const path = join(env().DATA_DIR, 'pipe');
    execFileSync('mkfifo', [path]);
    // Its command lines can be told from others by the ending.
    const extension = randomUUID();
    const job = pool.run(async () => ({ path, extension, into: `${path}.pdf` }), A);
    const programs = async () =>
      (await promisify(execFile)('ps', ['-eo', 'args='])).stdout
        .split('\n')
        .filter((line) => line.includes(`/in/file.${extension}`));
    await expect.poll(programs, { timeout: 60_000 }).toContainEqual(expect.stringContaining('soffice.bin'));
    pool.stop();
    expect(await job).toMatchObject({ outcome: 'crashed' });
    await expect.poll(programs, { timeout: 10_000 }).toEqual([]);
  });
});
