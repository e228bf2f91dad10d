import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdir, readdir, readlink, rm, truncate, writeFile } from 'node:fs/promises';
import { parse } from 'content-disposition';
import { beforeAll, describe, expect, it } from 'vitest';
import { locateFile, type StoredFile } from './locate.ts';
import { councilFolder, filePath } from './location.ts';
import { fileResponse, rangeOf } from './serve.ts';
import { ownDataFolder } from './testing/samples.ts';

ownDataFolder();
const councilId = randomUUID();
const content = randomBytes(1_000_003);

async function store(bytes: Buffer = content, name = 'minutes.pdf'): Promise<StoredFile> {
  const id = randomUUID();
  await writeFile(filePath(councilId, id), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { councilId, id, name, mediaType: 'application/pdf', bytes: bytes.length, sha256 };
}

function ask(
  headers: Record<string, string> = {},
  more: { method?: string; signal?: AbortSignal } = {},
): Request {
  return new Request('http://localhost/file', { headers, ...more });
}

async function respond(request: Request, file: StoredFile): Promise<Response> {
  return fileResponse(request, await locateFile(file));
}

/** How often this process has the file open. */
async function openHandles(file: StoredFile): Promise<number> {
  const path = filePath(file.councilId, file.id);
  const links = (await readdir('/proc/self/fd')).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => ''));
  return (await Promise.all(links)).filter((link) => link === path).length;
}

beforeAll(() => mkdir(councilFolder(councilId), { recursive: true }));

describe('fileResponse', () => {
  it('sends the whole file as a sandboxed attachment that is never cached', async () => {
    const file = await store();
    const response = await respond(ask(), file);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-store, no-transform',
      'content-disposition': 'attachment; filename=minutes.pdf',
      'content-length': '1000003',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-type': 'application/pdf',
      'cross-origin-resource-policy': 'same-origin',
      etag: `"${file.sha256}"`,
      'x-content-type-options': 'nosniff',
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true);
    expect(await openHandles(file)).toBe(0);
  });

  it.each([
    'Adroddiad Tŷ Gwyn.pdf',
    'نگہداشت کا منصوبہ.pdf',
    'ਦੇਖਭਾਲ ਯੋਜਨਾ.pdf',
    '计划 "final" 100%.pdf',
    "Łukasz's plan; draft, v2.pdf",
    '%41.pdf',
    'a😀b.pdf',
  ])('offers the name %s, whole', async (name) => {
    const header =
      (await respond(ask(), await store(content, name))).headers.get('content-disposition') ?? '';
    expect(header).toMatch(/^attachment; filename=[\x20-\x7e]+$/);
    const parsed = parse(header);
    expect(parsed.parameters.filename).toBe(name);
  });

  it('answers HEAD with the same headers and no body, and does not open the file', async () => {
    const file = await store();
    const response = await respond(ask({ range: 'bytes=0-9' }, { method: 'HEAD' }), file);
    expect([response.status, response.headers.get('content-length'), response.body]).toEqual([
      200,
      '1000003',
      null,
    ]);
    expect(await openHandles(file)).toBe(0);
  });

  it.each([
    ['bytes=0-0', 0, 0],
    ['bytes=10-19', 10, 19],
    ['bytes=1000000-', 1_000_000, 1_000_002],
    ['bytes=-5', 999_998, 1_000_002],
    ['bytes=-99999999', 0, 1_000_002],
    ['bytes=5-99999999', 5, 1_000_002],
    ['BYTES = 1 - 300000', 1, 300_000],
  ])('sends the range %s', async (range, from, to) => {
    const response = await respond(ask({ range }), await store());
    expect(response.status).toBe(206);
    expect(response.headers.get('content-range')).toBe(`bytes ${from}-${to}/1000003`);
    expect(response.headers.get('content-length')).toBe(String(to - from + 1));
    expect(Buffer.from(await response.arrayBuffer()).equals(content.subarray(from, to + 1))).toBe(true);
  });

  it.each(['bytes=1000003-', 'bytes=1000003-1000009', 'bytes=-0'])('answers 416 to %s', async (range) => {
    const response = await respond(ask({ range }), await store());
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */1000003']);
    expect(await response.text()).toBe('');
  });

  it.each([
    'bytes=0-1,5-6',
    'bytes=9-5',
    'bytes=-',
    'bytes=',
    'lines=1-2',
    'bytes=a-b',
    'bytes=1',
    'bytes=-5-',
  ])('sends the whole file for %s', async (range) => {
    const response = await respond(ask({ range }), await store());
    expect([response.status, response.headers.get('content-length')]).toEqual([200, '1000003']);
    await response.body?.cancel();
  });

  it('sends a range under If-Range only for the same file', async () => {
    const file = await store();
    const status = async (ifRange: string) => {
      const response = await respond(ask({ range: 'bytes=0-1', 'if-range': ifRange }), file);
      await response.body?.cancel();
      return response.status;
    };
    expect(await status(`"${file.sha256}"`)).toBe(206);
    expect(await status(`W/"${file.sha256}"`)).toBe(200);
    expect(await status('"another"')).toBe(200);
    expect(await status('Sat, 21 Nov 2026 09:32:00 GMT')).toBe(200);
  });

  it('closes the file when the browser disconnects, cancels or never reads', async () => {
    const file = await store();
    const cancelled = await respond(ask(), file);
    const reader = cancelled.body?.getReader();
    await reader?.read();
    expect(await openHandles(file)).toBe(1);
    await reader?.cancel();
    expect(await openHandles(file)).toBe(0);

    const gone = new AbortController();
    const aborted = await respond(ask({}, { signal: gone.signal }), file);
    const abortedReader = aborted.body?.getReader();
    await abortedReader?.read();
    gone.abort();
    await expect(abortedReader?.read()).rejects.toThrow();
    await expect.poll(() => openHandles(file)).toBe(0);

    const goneBefore = new AbortController();
    const racing = await respond(ask({}, { signal: goneBefore.signal }), file);
    const reading = racing.body?.getReader().read();
    goneBefore.abort();
    await expect(reading).rejects.toThrow();
    await expect.poll(() => openHandles(file)).toBe(0);

    await respond(ask(), file);
    expect(await openHandles(file)).toBe(0);
  });

  it('throws a typed error when the disk does not match the row', async () => {
    const file = await store();
    await expect(locateFile({ ...file, bytes: 5 })).rejects.toMatchObject({ kind: 'size-mismatch' });
    await expect(locateFile({ ...file, id: '../x' })).rejects.toMatchObject({
      kind: 'bad-identifier',
    });
    await rm(filePath(councilId, file.id));
    await expect(locateFile(file)).rejects.toMatchObject({
      name: 'StorageError',
      kind: 'file-missing',
    });
  });

  it('fails, rather than ending early, when the file becomes shorter', async () => {
    const file = await store();
    const response = await respond(ask(), file);
    const reader = response.body?.getReader();
    await reader?.read();
    await truncate(filePath(councilId, file.id), 100);
    await expect(reader?.read()).rejects.toMatchObject({ kind: 'size-mismatch' });
    expect(await openHandles(file)).toBe(0);
  });
});

it('rangeOf reads numbers of any length', () => {
  expect(rangeOf(`bytes=0-${'9'.repeat(400)}`, 10)).toEqual({ from: 0, to: 9 });
  expect(rangeOf(`bytes=${'9'.repeat(400)}-`, 10)).toBe('outside');
});
