import { encode } from 'next-auth/jwt';
import { expect, it } from 'vitest';
import { sessionCookieCheck } from './session-cookie.ts';

const SECRET = 'a secret for tests only, 32 characters or more';
const isSealed = sessionCookieCheck('https://assurance.example', SECRET);
const NAME = '__Host-assurance.session';

const withCookie = (cookie?: string) => isSealed({ headers: cookie === undefined ? {} : { cookie } });

it('recognises a cookie that the service encrypted', async () => {
  const token = await encode({ token: { sid: 'id' }, secret: SECRET });
  expect(await withCookie(`other=1; ${NAME}=${token}; more=2`)).toBe(true);
});

it.each<[string, () => Promise<string | undefined>]>([
  ['no cookie', async () => undefined],
  ['another cookie', async () => 'other=1'],
  ['an empty one', async () => `${NAME}=`],
  ['what was not sealed', async () => `${NAME}=a.b.c.d.e`],
  [
    'what someone else sealed',
    async () => `${NAME}=${await encode({ token: { sid: 'id' }, secret: SECRET.toUpperCase() })}`,
  ],
  [
    'what is out of date',
    async () => `${NAME}=${await encode({ token: { sid: 'id' }, secret: SECRET, maxAge: -60 })}`,
  ],
  ['what is no session', async () => `${NAME}=${await encode({ token: {}, secret: SECRET })}`],
  [
    'the cookie of another address',
    async () => `assurance.session=${await encode({ token: { sid: 'id' }, secret: SECRET })}`,
  ],
])('treats %s as no cookie', async (_, cookie) => {
  expect(await withCookie(await cookie())).toBe(false);
});
