import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type FilePart, type MultipartLimits, readMultipart } from './multipart.ts';

const BOUNDARY = '----WebKitFormBoundaryx';

type Part = { readonly field?: string; readonly file?: string; readonly value: string | Buffer };

function bodyOf(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): Buffer {
  return Buffer.concat([
    ...parts.flatMap(({ field, file, value }) => [
      Buffer.from(
        `--${BOUNDARY}\r\nContent-Disposition: form-data${field === undefined ? '' : `; name="${field}"`}` +
          `${file === undefined ? '' : `; filename="${file}"\r\nContent-Type: application/octet-stream`}\r\n\r\n`,
      ),
      Buffer.from(value),
      Buffer.from('\r\n'),
    ]),
    Buffer.from(end),
  ]);
}

function requestOf(
  body: Buffer | ReadableStream<Uint8Array>,
  {
    contentType = `multipart/form-data; boundary=${BOUNDARY}`,
    signal = null as AbortSignal | null,
    step = 50_000,
  } = {},
): Request {
  const stream = Buffer.isBuffer(body) ? streamOf(body, step) : body;
  return new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: stream,
    signal,
    duplex: 'half',
  } as RequestInit);
}

function streamOf(body: Buffer, step: number): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= body.length) return controller.close();
      controller.enqueue(Uint8Array.from(body.subarray(at, at + step)));
      at += step;
    },
  });
}

type Taken = {
  readonly field: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
};

async function take({ field, name, content }: FilePart): Promise<Taken> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.length;
    hash.update(piece);
  }
  return { field, name, bytes, sha256: hash.digest('hex') };
}

const sha256 = (content: Buffer) => createHash('sha256').update(content).digest('hex');

function read(request: Request, limits?: MultipartLimits) {
  return readMultipart(request, { onFile: take }, limits);
}

describe('readMultipart', () => {
  it('returns fields with all their values, and files in order, one at a time', async () => {
    const [one, two] = [randomBytes(700_000), randomBytes(300_001)];
    const body = bodyOf([
      { field: 'title', value: 'Tŷ Gwyn' },
      { field: 'statement', value: 'QS1' },
      { field: 'files', file: 'Adroddiad Tŷ.pdf', value: one },
      { field: 'statement', value: 'QS2' },
      { field: 'files', file: 'نگہداشت.docx', value: two },
      { field: 'empty', value: '' },
    ]);
    for (const step of [1_000_000_000, 65_536, 1000, 37]) {
      let going = 0;
      const result = await readMultipart(requestOf(body, { step }), {
        async onFile(part) {
          going += 1;
          expect(going).toBe(1);
          expect(part.fields.get('title')).toEqual(['Tŷ Gwyn']);
          const taken = await take(part);
          going -= 1;
          return taken;
        },
      });
      expect(result).toEqual({
        ok: true,
        fields: new Map([
          ['title', ['Tŷ Gwyn']],
          ['statement', ['QS1', 'QS2']],
          ['empty', ['']],
        ]),
        files: [
          { field: 'files', name: 'Adroddiad Tŷ.pdf', bytes: one.length, sha256: sha256(one) },
          { field: 'files', name: 'نگہداشت.docx', bytes: two.length, sha256: sha256(two) },
        ],
      });
    }
  });

  it('reads what browsers send', async () => {
    const form = new FormData();
    form.append('title', 'line one\nline two');
    form.append('file', new File(['words'], 'a "quoted"\nname.txt'));
    form.append('none', new File([], ''));
    form.append('__proto__', 'x');
    const result = await read(new Request('http://localhost/', { method: 'POST', body: form }));
    expect(result).toMatchObject({
      ok: true,
      files: [{ field: 'file', name: 'a "quoted" name.txt', bytes: 5 }],
    });
    expect(result.fields.get('title')).toEqual(['line one\r\nline two']);
    expect(result.fields.get('__proto__')).toEqual(['x']);
  });

  it('tells an empty file input from an empty file', async () => {
    const body = bodyOf([
      { field: 'a', file: '', value: '' },
      { field: 'b', file: 'empty.txt', value: '' },
      { field: 'c', file: '', value: 'bytes without a name' },
    ]);
    const result = await read(requestOf(body));
    expect(result.files.map(({ field, name, bytes }) => [field, name, bytes])).toEqual([
      ['b', 'empty.txt', 0],
      ['c', '', 20],
    ]);
  });

  it('reads on when a handler refuses a file, at once or half-way', async () => {
    const large = Buffer.alloc(5_000_000, 'a');
    const body = bodyOf([
      { field: 'f', file: 'untouched', value: large },
      { field: 'f', file: 'half', value: large },
      { field: 'f', file: 'taken', value: 'words' },
      { field: 'after', value: 'still here' },
    ]);
    const result = await readMultipart(requestOf(body), {
      async onFile(part) {
        if (part.name === 'half') for await (const piece of part.content) if (piece.length > 0) break;
        return part.name === 'taken' ? (await take(part)).bytes : part.name;
      },
    });
    expect(result).toEqual({
      ok: true,
      fields: new Map([['after', ['still here']]]),
      files: ['untouched', 'half', 5],
    });
  });

  it('slows the sender down to the speed of the handler', async () => {
    let sent = 0;
    const piece = Buffer.alloc(65_536, 'a');
    async function* source() {
      yield bodyOf([{ field: 'f', file: 'a.txt', value: '' }], '').subarray(0, -2);
      for (; sent < 400; sent += 1) yield piece;
      yield Buffer.from(`\r\n--${BOUNDARY}--\r\n`);
    }
    const result = await readMultipart(
      requestOf(Readable.toWeb(Readable.from(source())) as ReadableStream<Uint8Array>),
      {
        async onFile({ content }) {
          let bytes = 0;
          for await (const taken of content) {
            if (bytes === 0) {
              await new Promise((resolve) => setTimeout(resolve, 100));
              expect(sent).toBeLessThan(60);
            }
            bytes += taken.length;
          }
          return bytes;
        },
      },
    );
    expect(result).toMatchObject({ ok: true, files: [400 * 65_536] });
  });

  it.each<[string, MultipartLimits, readonly Part[], string]>([
    [
      'too-many-files',
      { files: 2 },
      Array.from({ length: 3 }, () => ({ field: 'f', file: 'a', value: 'x' })),
      'files',
    ],
    [
      'too-many-fields',
      { fields: 2 },
      Array.from({ length: 3 }, () => ({ field: 'f', value: 'x' })),
      'fields',
    ],
    ['field-too-large', { fieldBytes: 10 }, [{ field: 'f', value: 'x'.repeat(11) }], 'bytes in a field'],
    ['too-large', { bodyBytes: 1000 }, [{ field: 'f', file: 'a', value: 'x'.repeat(200_000) }], 'bytes'],
    [
      'too-many-fields',
      { files: 1, fields: 1 },
      Array.from({ length: 9 }, () => ({ field: 'f', file: '', value: '' })),
      'parts',
    ],
  ])('refuses as %s: limit %o', async (reason, limits, parts) => {
    expect(await read(requestOf(bodyOf(parts)), limits)).toMatchObject({ ok: false, reason });
  });

  it('returns the files received when it refuses, so that it can be discarded', async () => {
    const parts = [1, 2, 3].map((number) => ({ field: 'f', file: `${number}`, value: 'x' }));
    const result = await read(requestOf(bodyOf(parts)), { files: 2 });
    expect(result.ok).toBe(false);
    expect(result.files.map(({ name }) => name)).toEqual(['1', '2']);
  });

  it('returns the error that a handler threw, and hands over no more files', async () => {
    const thrown = new Error('from the handler');
    let calls = 0;
    const body = bodyOf([1, 2].map(() => ({ field: 'f', file: 'a', value: 'x'.repeat(300_000) })));
    const result = await readMultipart(requestOf(body), {
      async onFile() {
        calls += 1;
        throw thrown;
      },
    });
    expect(result).toMatchObject({ ok: false, reason: 'failed', cause: thrown, files: [] });
    expect(calls).toBe(1);
  });

  it.each([
    ['another content type', Buffer.from('a=b'), 'application/x-www-form-urlencoded', 'not-multipart'],
    ['no boundary', bodyOf([]), 'multipart/form-data', 'not-multipart'],
    ['an empty boundary', bodyOf([]), 'multipart/form-data; boundary=', 'not-multipart'],
    [
      'a very long boundary',
      bodyOf([]),
      `multipart/form-data; boundary=${'x'.repeat(5000)}`,
      'not-multipart',
    ],
    ['rubbish', randomBytes(100_000), undefined, 'malformed'],
    ['no bytes', Buffer.alloc(0), undefined, 'malformed'],
    [
      'another boundary',
      bodyOf([{ field: 'a', value: 'b' }]),
      'multipart/form-data; boundary=y',
      'malformed',
    ],
    ['a part without a name', bodyOf([{ value: 'x' }]), undefined, 'malformed'],
  ])('refuses %s', async (_, body, contentType, reason) => {
    const result = await read(requestOf(body, contentType === undefined ? {} : { contentType }));
    expect(result).toMatchObject({ ok: false, reason });
  });

  it('refuses a request without a body or with one already read', async () => {
    const headers = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
    const bare = new Request('http://localhost/', { method: 'POST', headers });
    expect(await read(bare)).toMatchObject({ ok: false, reason: 'not-multipart' });
    const used = requestOf(bodyOf([]));
    await used.arrayBuffer();
    expect(await read(used)).toMatchObject({ ok: false, reason: 'not-multipart' });
    const locked = requestOf(bodyOf([]));
    locked.body?.getReader();
    expect(await read(locked)).toMatchObject({ ok: false, reason: 'not-multipart' });
  });

  it('ends wherever the body is cut off, and never reports it complete', {
    timeout: 60_000,
  }, async () => {
    const body = bodyOf([
      { field: 'title', value: 'a title' },
      { field: 'f', file: 'a.txt', value: 'some words\r\n--not the boundary' },
      { field: 'g', file: 'b.txt', value: 'x' },
    ]);
    for (let length = 0; length < body.length - 2; length += 1) {
      for (const step of [7, 10_000]) {
        const result = await read(requestOf(body.subarray(0, length), { step }), { idleSeconds: 5 });
        expect(result.ok, `cut at ${length} of ${body.length}`).toBe(false);
      }
    }
    expect((await read(requestOf(body))).ok).toBe(true);
  });

  it('ends whichever byte is changed', { timeout: 60_000 }, async () => {
    const body = bodyOf([
      { field: 'title', value: 'a title' },
      { field: 'f', file: 'a.txt', value: 'some words' },
      { field: 'g', file: '', value: '' },
    ]);
    for (let at = 0; at < body.length; at += 1) {
      for (const byte of [0, 0x0a, 0x22, 0x2d, 0xff]) {
        const changed = Buffer.from(body);
        changed.writeUInt8(byte, at);
        const result = await read(requestOf(changed, { step: 1 + (at % 90) }), { idleSeconds: 5 });
        expect([true, false]).toContain(result.ok);
      }
    }
  });

  it('gives up on a sender that falls silent, and tells the handler', async () => {
    let cancelled = false;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Uint8Array.from(bodyOf([{ field: 'f', file: 'a.txt', value: 'some' }], '')));
      },
      cancel() {
        cancelled = true;
      },
    });
    let handlerSaw: unknown = null;
    const result = await readMultipart(
      requestOf(stream),
      {
        async onFile(part) {
          await take(part).catch((error: unknown) => {
            handlerSaw = error;
          });
        },
      },
      { idleSeconds: 0.05 },
    );
    expect(result).toMatchObject({ ok: false, reason: 'incomplete' });
    expect(cancelled).toBe(true);
    expect(handlerSaw).toBeInstanceOf(Error);
  });

  it('does not count the time of the handler as silence', async () => {
    const body = bodyOf([1, 2, 3].map(() => ({ field: 'f', file: 'a', value: 'x'.repeat(400_000) })));
    const result = await readMultipart(
      requestOf(body),
      {
        async onFile(part) {
          await new Promise((resolve) => setTimeout(resolve, 150));
          return (await take(part)).bytes;
        },
      },
      { idleSeconds: 0.1 },
    );
    expect(result).toMatchObject({ ok: true, files: [400_000, 400_000, 400_000] });
  });

  it('ends when the request is aborted', async () => {
    const gone = new AbortController();
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Uint8Array.from(bodyOf([{ field: 'f', file: 'a.txt', value: 'some' }], '')));
      },
    });
    setTimeout(() => gone.abort(), 20);
    expect(await read(requestOf(stream, { signal: gone.signal }))).toMatchObject({
      ok: false,
      reason: 'incomplete',
    });
    expect(await read(requestOf(bodyOf([]), { signal: AbortSignal.abort() }))).toMatchObject({
      ok: false,
      reason: 'incomplete',
    });
  });

  it('ends when a real connection is cut, and the next one works', async () => {
    const results: { ok: boolean; reason?: string }[] = [];
    const server = createServer(async (incoming, outgoing) => {
      const result = await read(
        new Request('http://localhost/', {
          method: 'POST',
          headers: { 'content-type': incoming.headers['content-type'] ?? '' },
          body: Readable.toWeb(incoming),
          duplex: 'half',
        } as RequestInit),
      );
      results.push(result);
      outgoing.end(String(result.ok));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const socket = connect(port, '127.0.0.1');
    const start = bodyOf([{ field: 'f', file: 'a.txt', value: Buffer.alloc(500_000, 'a') }], '');
    socket.write(
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=${BOUNDARY}\r\nContent-Length: 9000000\r\n\r\n`,
    );
    socket.write(start, () => socket.destroy());
    await expect.poll(() => results.length).toBe(1);
    expect(results[0]).toMatchObject({ ok: false, reason: 'incomplete' });
    const form = new FormData();
    form.append('f', new File(['words'], 'a.txt'));
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: form });
    expect(await answer.text()).toBe('true');
    await new Promise((resolve) => server.close(resolve));
  });
});
