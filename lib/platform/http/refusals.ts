/** Why a request is refused before the application sees it. */
export type Refusal = keyof typeof REFUSALS;

const AGAIN = 'Go back and try again. If it happens again, contact the people who run this service.';
const NOT_SAVED = 'Nothing was saved. Go back to find what you entered';

/** These texts are put into a page built once, so they contain no characters that HTML escapes. */
export const REFUSALS = {
  malformed: { status: 400, title: 'Sorry, that request could not be read', text: AGAIN },
  upgrade: { status: 400, title: 'Sorry, the service does not accept that kind of connection', text: AGAIN },
  'wrong-host': {
    status: 400,
    title: 'This is not the address of the service',
    text: 'Use the address you were given. If you run the service, check that NEXTAUTH_URL is the address people type and that your proxy passes it on.',
  },
  method: { status: 405, title: 'Sorry, this address does not accept that request', text: AGAIN },
  'too-slow': {
    status: 408,
    title: 'Sorry, your request took too long to arrive',
    text: `${NOT_SAVED}, then send it again when your connection is better.`,
  },
  'body-too-large': {
    status: 413,
    title: 'Sorry, you sent too much at once',
    text: `${NOT_SAVED}, then shorten it and send it again.`,
  },
  'address-too-long': {
    status: 414,
    title: 'Sorry, that address is too long',
    text: 'Open the service again, then use fewer filters or a shorter search.',
  },
  expectation: { status: 417, title: 'Sorry, that request could not be read', text: AGAIN },
  'network-busy': {
    status: 429,
    title: 'Sorry, there are too many requests from your network',
    text: 'Wait a minute, then try again. If you had just sent a form, nothing was saved. Go back to find what you entered.',
  },
  'too-many-headers': { status: 431, title: 'Sorry, that request could not be read', text: AGAIN },
  busy: {
    status: 503,
    title: 'Sorry, the service is very busy',
    text: 'Wait a minute, then try again. If you had just sent a form, nothing was saved. Go back to find what you entered.',
  },
} as const satisfies Record<string, { status: number; title: string; text: string }>;
