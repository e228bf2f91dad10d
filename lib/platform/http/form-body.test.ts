import { describe, expect, it } from 'vitest';
import { parseForm } from './form-body.ts';
import { EDGE_LIMITS } from './limits.ts';

const MULTIPART = 'multipart/form-data; boundary=bb';
const ENCODED = 'application/x-www-form-urlencoded';
/** Ids of actions that take nothing, a form, and a state and a form: written out, and made by another function. */
const idOf = (mask: string) => `${mask}${'0a'.repeat(20)}`;
const [NOTHING, FORM, STATE_AND_FORM, MADE] = [idOf('00'), idOf('40'), idOf('60'), idOf('7f')];

const multipart = (...fields: readonly (readonly [string, string])[]) =>
  `${fields.map(([name, value]) => `--bb\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--bb--\r\n`;

const read = (body: string, type: string, action?: string) => parseForm(Buffer.from(body), type, action);

describe('a form without script', () => {
  const ref = ['$ACTION_REF_1', ''] as const;
  const bound = (id = MADE) => ['$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`] as const;

  it.each([
    ['with its fields', multipart(['a', '1'], ['b', ''])],
    ['with an action', multipart([`$ACTION_ID_${FORM}`, ''], ['a', '1'])],
    [
      'with a state',
      multipart(ref, bound(), [
        '$ACTION_1:1',
        '[{"status":"refused","values":{"a":"$$5 \\n"},"b":"$undefined","c":null}]',
      ]),
    ],
    ['with signing out', multipart([`$ACTION_ID_${NOTHING}`, ''])],
    [
      'with a state and a key',
      multipart(ref, bound(STATE_AND_FORM), ['$ACTION_1:1', '[null]'], ['$ACTION_KEY', 'k1']),
    ],
    ['with what people write', multipart(['text', '$@1 {{{ $ACTION_1:1'])],
  ])('is let through %s', async (_, body) => {
    expect(await read(body, MULTIPART)).toBeInstanceOf(FormData);
  });

  it.each([
    ['empty', ''],
    ['junk', 'junk'],
    ['cut off', '--bb\r\nContent-Disposition: form-data; name="a"\r\n\r\n'],
    ['with an action that is no JSON', multipart(ref, ['$ACTION_1:0', `{"id":"${MADE}",`])],
    ['with a name React does not write', multipart(['$ACTION_REF_x', ''], ['$ACTION_x:0', '{}'])],
    [
      'with a reference React does not write',
      multipart(
        ['$ACTION_REF_x', ''],
        ['$ACTION_x:0', `{"id":"${MADE}","bound":"$@1"}`],
        ['$ACTION_x:1', '["$Q2"]'],
      ),
    ],
    ['with a part of no action', multipart(['$ACTION_x:1', '["$Q2"]'])],
    ['with another name of React', multipart(['$ACTION', ''])],
    ['with an id that is none', multipart(['$ACTION_ID_x', ''])],
    ['with a reference to nothing', multipart(ref)],
    ['with two actions for a reference', multipart(ref, bound(), bound(), ['$ACTION_1:1', '[null]'])],
    ['with two states', multipart(ref, bound(), ['$ACTION_1:1', '[null]'], ['$ACTION_1:1', '[null]'])],
    ['with a state that is no list', multipart(ref, bound(), ['$ACTION_1:1', 'null'])],
    ['with too much of a state', multipart(ref, bound(), ['$ACTION_1:1', '[1,2]'])],
    ['with a state for an action of none', multipart(ref, bound(FORM), ['$ACTION_1:1', '[null]'])],
    ['without the state of an action', multipart([`$ACTION_ID_${MADE}`, ''])],
    ['with a state of nothing', multipart(ref, ['$ACTION_1:0', `{"id":"${MADE}","bound":null}`])],
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

  it.each([
    'multipart/form-data-x; boundary=bb',
    'multipart/form-data,; boundary=bb',
    'multipart/form-data,;',
    'Multipart/Form-Data; boundary=bb',
    'multipart/form-data; xboundary=aa; boundary=bb',
    'multipart/form-data; boundary=aa; boundary=bb',
    'multipart/form-data; boundary="bb',
    'application/x-www-form-urlencoded-x',
  ])('is malformed as %s', async (type) => {
    expect(await read(multipart(['a', '1']), type)).toBe('malformed');
  });

  it('may have its boundary in quotes', async () => {
    expect(await read(multipart(['a', '1']), 'multipart/form-data; boundary="bb"')).toBeInstanceOf(FormData);
  });

  it('has at most so many fields, however it is written', async () => {
    const many = Array.from({ length: EDGE_LIMITS.bodyFields + 1 }, () => ['a', ''] as const);
    expect(await read(multipart(...many), MULTIPART)).toBe('body-too-large');
    expect(await read('a=&'.repeat(29_000), ENCODED)).toBe('body-too-large');
    expect(await read('a=&'.repeat(100), ENCODED)).toBeInstanceOf(FormData);
  });
});

describe('a call of a script', () => {
  it('holds what its action takes', async () => {
    const calls = [
      [FORM, '["$K1"]'],
      [STATE_AND_FORM, '[{"status":"untouched"},"$K1"]'],
      [MADE, '[{"status":"untouched"},"$K1"]'],
    ] as const;
    for (const [id, call] of calls) {
      expect(await read(multipart(['1_a', '1'], ['0', call]), MULTIPART, id)).toBeInstanceOf(FormData);
    }
  });

  it('holds nothing where the action takes nothing', async () => {
    expect(await read('[]', 'text/plain;charset=UTF-8', NOTHING)).toBeNull();
    expect(await read('["$K1"]', 'text/plain;charset=UTF-8', NOTHING)).toBe('malformed');
    expect(await read(multipart(['0', '["$K1"]']), MULTIPART, NOTHING)).toBe('malformed');
  });

  it.each(['', '[]', '{{{', '["$T"]', '["$K1"]', '["$K1","$@2"]', '[{"a":"$@3"},"$K1"]', '[1,2,"$K1"]'])(
    'is malformed with %j',
    async (call) => {
      expect(await read(multipart(['0', call]), MULTIPART, MADE)).toBe('malformed');
      expect(await read(call, 'text/plain;charset=UTF-8', MADE)).toBe('malformed');
    },
  );

  it('is malformed with its arguments twice', async () => {
    const once = ['0', '[null,"$K1"]'] as const;
    expect(await read(multipart(once, once), MULTIPART, MADE)).toBe('malformed');
  });
});

it('is no form when it is something else', async () => {
  expect(await read('{}', 'application/json')).toBeNull();
});
