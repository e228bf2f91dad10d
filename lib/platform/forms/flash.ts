import 'server-only';
import { cache } from 'react';
import { FLASH_PARAMETER } from '#lib/kernel/routes.ts';
import { requestFacts, sessionIdInCookie } from '#lib/platform/auth/session.ts';
import { type Flash, saveFlash, takeFlash } from '#lib/platform/db/flash.ts';
import { log } from '#lib/platform/log.ts';

/**
 * The address of a page that shows a message once, to this session. If the message cannot be stored, the page shows
 * nothing, since the change itself has been made.
 */
export async function withFlash(path: string, text: string): Promise<string> {
  try {
    const id = await saveFlash(await sessionIdInCookie(), text, new Date());
    return `${path}${path.includes('?') ? '&' : '?'}${FLASH_PARAMETER}=${id}`;
  } catch (error) {
    log().error({ event: 'flash.not-kept', err: error });
    return path;
  }
}

/** The message for this page's address. Returned once: not for a reload, a bookmark or another session. */
export const takeFlashOfPage = cache(async (): Promise<Flash | null> => {
  const { path } = await requestFacts();
  const id = new URL(path, 'http://page').searchParams.get(FLASH_PARAMETER) ?? '';
  return takeFlash(await sessionIdInCookie(), id, new Date());
});
