/** Why a request is refused before the application sees it, and what people are told. Closed. */
export type Refusal = keyof typeof REFUSALS;

const AGAIN = 'Go back and try again. If it happens again, tell whoever looks after the service.';
const NOT_SAVED = 'Nothing was saved. Go back to find what you entered';

/** The texts stand in a page built once, so they hold no characters that HTML writes otherwise. */
export const REFUSALS = {
  malformed: { status: 400, title: 'Sorry, that request could not be read', text: AGAIN },
  upgrade: { status: 400, title: 'Sorry, that kind of connection is not offered', text: AGAIN },
  'wrong-host': {
    status: 400,
    title: 'This is not the address of the service',
    text: 'Use the address that you were given. If you run the service, check that NEXTAUTH_URL is the address people type, and that a proxy in front passes it on.',
  },
  method: { status: 405, title: 'Sorry, that cannot be done at this address', text: AGAIN },
  'too-slow': {
    status: 408,
    title: 'Sorry, that took too long to arrive',
    text: `${NOT_SAVED}, then send it again when your connection is better.`,
  },
  'body-too-large': {
    status: 413,
    title: 'Sorry, that is too much to send at once',
    text: `${NOT_SAVED}, then shorten it and send it again.`,
  },
  'address-too-long': {
    status: 414,
    title: 'Sorry, that address is too long',
    text: 'Open the service again, and choose fewer filters or search for fewer words.',
  },
  expectation: { status: 417, title: 'Sorry, that request could not be read', text: AGAIN },
  'network-busy': {
    status: 429,
    title: 'Sorry, there are too many requests from your network',
    text: `Wait a minute, then try again. If you had just sent a form, nothing was saved: go back to find what you entered.`,
  },
  'too-many-headers': { status: 431, title: 'Sorry, that request could not be read', text: AGAIN },
  busy: {
    status: 503,
    title: 'Sorry, the service is very busy',
    text: `Wait a minute, then try again. If you had just sent a form, nothing was saved: go back to find what you entered.`,
  },
} as const satisfies Record<string, { status: number; title: string; text: string }>;
