import { takeFlashOfPage } from '#lib/platform/forms/flash.ts';
import { FlashBanner } from './flash-banner.tsx';

/** Confirms once what a person has just done. On every page that a form can lead to, before the heading. */
export async function FlashMessage() {
  const flash = await takeFlashOfPage();
  return (
    flash && (
      <FlashBanner key={flash.id} id={flash.id}>
        {flash.text}
      </FlashBanner>
    )
  );
}
