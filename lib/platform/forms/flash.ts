import 'server-only';
import { cache } from 'react';
import { FLASH_PARAMETER } from '#lib/kernel/routes.ts';
import { requestFacts, sessionIdInCookie } from '#lib/platform/auth/session.ts';
import { type Flash, keepFlash, takeFlash } from '#lib/platform/db/flash.ts';
import { log } from '#lib/platform/log.ts';

/**
 * The address of a page that says once, to this session, what was just done. What was done stays done where the message
 * cannot be kept: then the page says nothing.
 */
export async function withFlash(path: string, text: string): Promise<string> {
  try {
    const id = await keepFlash(await sessionIdInCookie(), text, new Date());
    return `${path}${path.includes('?') ? '&' : '?'}${FLASH_PARAMETER}=${id}`;
  } catch (error) {
    log().error({ event: 'flash.not-kept', err: error });
    return path;
  }
}

/** What the address of this page is to say. Each message is given once: a reload, a bookmark or another session gets none. */
export const takeFlashOfPage = cache(async (): Promise<Flash | null> => {
  const { path } = await requestFacts();
  const id = new URL(path, 'http://page').searchParams.get(FLASH_PARAMETER) ?? '';
  return takeFlash(await sessionIdInCookie(), id, new Date());
});
