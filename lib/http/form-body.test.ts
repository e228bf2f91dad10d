import { describe, expect, it } from 'vitest';
import { formIn } from './form-body.ts';
import { EDGE_LIMITS } from './limits.ts';

const MULTIPART = 'multipart/form-data; boundary=bb';
const ENCODED = 'application/x-www-form-urlencoded';
const ID = `40${'0a'.repeat(20)}`;

const multipart = (...fields: readonly (readonly [string, string])[]) =>
  `${fields.map(([name, value]) => `--bb\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--bb--\r\n`;

const read = (body: string, type: string, action?: string) => formIn(Buffer.from(body), type, action);

describe('a form without script', () => {
  const ref = ['$ACTION_REF_1', ''] as const;
  const bound = (id = ID) => ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`] as const;

  it.each([
    ['with its fields', multipart(['a', '1'], ['b', ''])],
    ['with an action', multipart([`$ACTION_ID_${ID}`, ''], ['a', '1'])],
    [
      'with a state',
      multipart(ref, bound(), [
        '$ACTION_1:1',
        '[{"status":"refused","values":{"a":"$$5 \\n"},"b":"$undefined","c":null}]',
      ]),
    ],
    ['with what people write', multipart(['text', '$@1 {{{ $ACTION_1:1'])],
  ])('is let through %s', async (_, body) => {
    expect(await read(body, MULTIPART)).toBeInstanceOf(FormData);
  });

  it.each([
    ['empty', ''],
    ['junk', 'junk'],
    ['cut off', '--bb\r\nContent-Disposition: form-data; name="a"\r\n\r\n'],
    ['with an action that is no JSON', multipart(ref, ['$ACTION_1:0', `{"id":"${ID}",`])],
    ['with a state that is missing', multipart(ref, bound())],
    ['with a state that is no JSON', multipart(ref, bound(), ['$ACTION_1:1', '{{{'])],
    ['with a state that leads elsewhere', multipart(ref, bound(), ['$ACTION_1:1', '["$@7"]'])],
    [
      'with a state that is deep',
      multipart(ref, bound(), ['$ACTION_1:1', `${'['.repeat(5_000)}${']'.repeat(5_000)}`]),
    ],
  ])('is malformed when %s', async (_, body) => {
    expect(await read(body, MULTIPART)).toBe('malformed');
  });

  it('is malformed without a boundary', async () => {
    expect(await read('xx', 'multipart/form-data')).toBe('malformed');
  });

  it('has at most so many fields, however it is written', async () => {
    const many = Array.from({ length: EDGE_LIMITS.bodyFields + 1 }, () => ['a', ''] as const);
    expect(await read(multipart(...many), MULTIPART)).toBe('body-too-large');
    expect(await read('a=&'.repeat(29_000), ENCODED)).toBe('body-too-large');
    expect(await read('a=&'.repeat(100), ENCODED)).toBeInstanceOf(FormData);
  });
});

describe('a call of a script', () => {
  it('holds the state of a form, if any, and the form', async () => {
    for (const call of ['[{"status":"untouched"},"$K1"]', '["$K1"]']) {
      expect(await read(multipart(['1_a', '1'], ['0', call]), MULTIPART, ID)).toBeInstanceOf(FormData);
    }
  });

  it('holds nothing where the action takes nothing', async () => {
    const takesNothing = `00${'0a'.repeat(20)}`;
    expect(await read('[]', 'text/plain;charset=UTF-8', takesNothing)).toBeNull();
    expect(await read('["$K1"]', 'text/plain;charset=UTF-8', takesNothing)).toBe('malformed');
  });

  it.each(['', '[]', '{{{', '["$T"]', '["$K1","$@2"]', '[{"a":"$@3"},"$K1"]', '[1,2,"$K1"]', '"$K1"'])(
    'is malformed with %j',
    async (call) => {
      expect(await read(multipart(['0', call]), MULTIPART, ID)).toBe('malformed');
      expect(await read(call, 'text/plain;charset=UTF-8', ID)).toBe('malformed');
    },
  );
});

it('is no form when it is something else', async () => {
  expect(await read('{}', 'application/json')).toBeNull();
});
