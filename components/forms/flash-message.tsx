import { takeFlashOfPage } from '#lib/platform/forms/flash.ts';
import { FlashBanner } from './flash-banner.tsx';

/** What was just done, told once to who did it. Every page that a form can lead to has it, before its heading. */
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
