/** A council's logo: the address of its file and its size in pixels. */
export type LogoFile = { src: string; width: number; height: number };

export function LogoImage({ alt, className, ...file }: LogoFile & { alt: string; className?: string }) {
  // biome-ignore lint/performance/noImgElement: an address whose content never changes has nothing to optimise
  return <img {...file} alt={alt} className={className} />;
}
