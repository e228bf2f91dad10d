import type { Page } from '@playwright/test';

/**
 * Counts the steps of a person on a page from now on: pages loaded, and choices made (radio buttons, boxes, lists and
 * files). Typing is no step, nor is the button that loads the next page.
 */
export async function countSteps(page: Page): Promise<() => number> {
  let steps = 0;
  page.on('request', (request) => {
    const isPage = request.isNavigationRequest() && request.frame() === page.mainFrame();
    // A form answered by script loads the next page as well.
    const isForm = request.method() === 'POST' && request.headers()['next-action'] !== undefined;
    if ((isPage || isForm) && request.redirectedFrom() === null) steps += 1;
  });
  await page.exposeBinding('countChoice', () => {
    steps += 1;
  });
  await page.addInitScript(() => {
    document.addEventListener(
      'change',
      ({ target }) => {
        const isChoice =
          target instanceof HTMLSelectElement ||
          (target instanceof HTMLInputElement && ['radio', 'checkbox', 'file'].includes(target.type));
        if (isChoice) (window as unknown as { countChoice: () => void }).countChoice();
      },
      true,
    );
  });
  return () => steps;
}
