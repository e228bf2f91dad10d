/** The fields of a rendered form, by name, in order. */
export type PlainForm = { readonly action: string; readonly fields: readonly (readonly [string, string])[] };

type Value = string | Blob | readonly (string | Blob)[];

/** A minimal browser without script: keeps cookies, reads forms from pages and sends them. */
export class PlainVisitor {
  readonly origin: string;
  cookie = '';

  constructor(origin: string, cookie = '') {
    this.origin = origin;
    this.cookie = cookie;
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.cookie) headers.set('cookie', this.cookie);
    if (!headers.has('accept')) headers.set('accept', 'text/html');
    const response = await fetch(new URL(path, this.origin), { redirect: 'manual', ...init, headers });
    for (const line of response.headers.getSetCookie()) this.keep(line.split(';')[0] ?? '');
    return response;
  }

  private keep(cookie: string): void {
    const name = cookie.slice(0, cookie.indexOf('=') + 1);
    const others = this.cookie.split('; ').filter((kept) => kept !== '' && !kept.startsWith(name));
    this.cookie = [...others, cookie].join('; ');
  }

  /** The page's form with a field of that name. */
  async form(path: string, fieldName: string): Promise<PlainForm> {
    const response = await this.fetch(path);
    const html = await response.text();
    for (const [, attributes = '', content = ''] of html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
      const fields = fieldsIn(content);
      if (!new RegExp(`name="${fieldName}"`).test(content)) continue;
      return { action: attribute(attributes, 'action') || path, fields };
    }
    throw new Error(`${path} (${response.status}) has no form with ${fieldName}`);
  }

  /** Another person's form as if this visitor had opened it: with a token from a page of their council. */
  async asOwn(form: PlainForm, council: string): Promise<PlainForm> {
    const own = new Map((await this.form(`${council}/notices`, 'digest')).fields).get('form') ?? '';
    return { ...form, fields: form.fields.map(([name, value]) => [name, name === 'form' ? own : value]) };
  }

  /** Sends a form with these answers in place of its own. */
  send(form: PlainForm, answers: Readonly<Record<string, Value>>) {
    return this.sendWith(form, answers, { origin: this.origin, 'sec-fetch-site': 'same-origin' });
  }

  /** Sends a form with only these headers about its origin. */
  sendWith(
    form: PlainForm,
    answers: Readonly<Record<string, Value>>,
    headers: HeadersInit,
  ): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of form.fields) if (!(name in answers)) body.append(name, value);
    for (const [name, value] of Object.entries(answers)) {
      for (const one of Array.isArray(value) ? value : [value]) body.append(name, one);
    }
    return this.fetch(form.action, { method: 'POST', body, headers });
  }

  async signIn(email: string, password: string): Promise<this> {
    const answer = await this.send(await this.form('/sign-in', 'password'), { email, password });
    if (answer.status !== 303) throw new Error(`${email} could not sign in: ${answer.status}`);
    return this;
  }
}

function fieldsIn(html: string): (readonly [string, string])[] {
  const found: (readonly [string, string])[] = [];
  const controls =
    /<input\b([^>]*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g;
  for (const [, input, area, text = '', select, options = ''] of html.matchAll(controls)) {
    const attributes = input ?? area ?? select ?? '';
    const name = attribute(attributes, 'name');
    if (name === '') continue;
    if (area !== undefined) found.push([name, plain(text).replace(/^\n/, '')]);
    else if (select !== undefined) {
      const chosen = /<option\b([^>]*\bselected\b[^>]*)>/.exec(options)?.[1] ?? '';
      found.push([name, attribute(chosen, 'value')]);
    } else if (/type="(radio|checkbox)"/.test(attributes)) {
      if (/\bchecked\b/.test(attributes)) found.push([name, attribute(attributes, 'value')]);
    } else if (!/type="(file|submit)"/.test(attributes)) found.push([name, attribute(attributes, 'value')]);
  }
  return found;
}

function attribute(attributes: string, name: string): string {
  return plain(new RegExp(`\\b${name}="([^"]*)"`).exec(` ${attributes}`)?.[1] ?? '');
}

function plain(html: string): string {
  return html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
