import 'server-only';
import { readFile } from 'node:fs/promises';
import { init, type Methods } from '@embedpdf/pdfium';

/** A picture as it was drawn: four bytes for each pixel, red, green, blue and opacity, from the top left. */
export type Pixels = { readonly data: Uint8Array; readonly width: number; readonly height: number };

/** Across and down. Of a page in points, as it is seen: after it was turned. */
export type Size = { readonly width: number; readonly height: number };

/** A place on a page in points from its top left, as it is seen, that leads to a page, from 1, or a web address. */
export type PageLink = { readonly x: number; readonly y: number } & Size &
  ({ readonly page: number } | { readonly address: string });

/** Why a PDF cannot be opened. */
export class PdfError extends Error {
  readonly reason: 'encrypted' | 'damaged' | 'too-large';
  constructor(reason: PdfError['reason'], cause?: unknown) {
    super(MESSAGES[reason], { cause });
    this.reason = reason;
  }
}

const MESSAGES: Readonly<Record<PdfError['reason'], string>> = {
  encrypted: 'the PDF needs a password',
  damaged: 'the file is not a whole PDF',
  'too-large': 'there is no memory for the PDF',
};

/** A document in the memory of a PDFium of its own. Pages are numbered from 1. */
export type PdfDocument = {
  readonly pages: number;
  /** The size of a page, without opening it. */
  sizeOf(number: number): Size;
  /** Whether a page has annotations, links and fields among them, without opening it. */
  hasAnnotations(number: number): boolean;
  /** Whether a page is turned, without opening it. */
  isTurned(number: number): boolean;
  /** Opens a page, until the end of the block with `using`. @throws Error if there is no such page, or it is damaged */
  page(number: number): PdfPage & Disposable;
  /**
   * A new document with all the pages and what they show, and nothing else of this one: no scripts, attached files,
   * fields or outline. What they inherit is in each of them.
   *
   * @throws Error if PDFium cannot
   */
  copyPages(from?: number, to?: number): PdfDocument;
  /** Its bytes, without encryption. */
  save(): Buffer;
};

export type PdfPage = Size & {
  /** In reading order. */
  text(): string;
  /** How many things are drawn on it. */
  objects(): number;
  /** Whether any of its annotations is like this. */
  hasAnnotation(isLike: (annotation: PageAnnotation) => boolean): boolean;
  /** Removes annotations. Those of a page that is open already are still drawn. */
  removeAnnotations(isUnwanted: (annotation: PageAnnotation) => boolean): void;
  /** At most `most` of its links that lead to pages or to web addresses. */
  links(most: number): readonly PageLink[];
  /** Makes annotations and fields part of what it shows, as on a screen, and removes them. */
  flatten(): void;
  /** Writes how it is turned as one of 0, 90, 180 and 270 degrees, whatever the file said. */
  turnPlainly(): void;
  /** Draws it with annotations and fields on white, exactly as large as this. */
  draw(size: Size): Pixels;
  /** Pictures of eight bits, in shades of grey or in colour. */
  pictures(): readonly PagePicture[];
  /** Writes changed pictures to the page. */
  keepPictures(): void;
};

export type PageAnnotation = {
  /** Whether it is of a layer, which may be hidden. PDFium draws it all the same. */
  readonly hasLayer: boolean;
  /** How it looks, as the bytes of a PDF. Null: the file does not say. */
  appearance(): Buffer | null;
};

/** A picture on a page. */
export type PagePicture = {
  /** Of the finer direction, as it is on the page. */
  readonly dotsPerInch: number;
  /** Whether what is below it shows nowhere. Takes as long as `pixels`. */
  isOpaque(): boolean;
  /** Three channels of colour, or one of grey. */
  pixels(): Pixels & { readonly channels: 1 | 3 };
  /** Puts a JPEG in its place, in the same area. */
  replace(jpeg: Uint8Array): void;
};

// Of fpdfview.h, fpdf_formfill.h, fpdf_annot.h and fpdf_edit.h.
const PASSWORD = 4;
const DRAW_ANNOTATIONS = 0x01;
const RED_FIRST = 0x10;
const BGRA = 4;
const WHITE = 0xffff_ffff;
const NOT_VIEWED = 0x20;
const ADDRESS_ACTION = 3;
const PICTURE = 3;
/** Grey and colour, as such, calibrated or by a profile. */
const PLAIN_COLOURS = new Set([1, 2, 4, 5, 7]);

let compiled: Promise<WebAssembly.Module> | undefined;

async function compile(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readFile(new URL(import.meta.resolve('@embedpdf/pdfium/pdfium.wasm'))));
}

/**
 * Opens a PDF in PDFium, which Chrome uses, as WebAssembly: a file that breaks it reaches no more than its memory, and
 * each file has a memory of its own. Encryption without a password is undone, and what is damaged is mended where PDFium
 * can.
 *
 * It takes whatever time and memory the file makes it take: only for worker processes.
 *
 * @throws PdfError
 */
export async function openDocument(bytes: Uint8Array): Promise<PdfDocument> {
  const pdfium = await start();
  const { call } = pdfium;
  // PDFium reads from these bytes for as long as the document is open.
  const at = pdfium.allocate(bytes.length);
  pdfium.bytes().set(bytes, at);
  const document = call.FPDF_LoadMemDocument(at, bytes.length, '');
  if (document === 0) throw new PdfError(call.FPDF_GetLastError() === PASSWORD ? 'encrypted' : 'damaged');
  return documentOf(pdfium, document);
}

type Pdfium = Awaited<ReturnType<typeof start>>;

/** The part of Emscripten's module that this one uses. */
type Heap = {
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  readonly wasmExports: { malloc(bytes: number): number; free(at: number): void };
};

async function start() {
  compiled ??= compile();
  const module = await compiled;
  const { pdfium, ...functions } = await init({
    instantiateWasm(imports: WebAssembly.Imports, use: (instance: WebAssembly.Instance) => void) {
      WebAssembly.instantiate(module, imports).then(use);
      return {};
    },
  } as object);
  const call = functions as Methods;
  const heap = pdfium as unknown as Heap;
  call.PDFiumExt_Init();

  function allocate(length: number): number {
    const at = heap.wasmExports.malloc(Math.max(1, length));
    if (at === 0) throw new PdfError('too-large');
    return at;
  }
  /** All of its memory. To be asked for again after each call, which may let it grow. */
  const bytes = () => heap.HEAPU8;
  /** Runs with some memory, which is given back. */
  function withMemory<Result>(length: number, use: (at: number) => Result): Result {
    const at = allocate(length);
    try {
      return use(at);
    } finally {
      heap.wasmExports.free(at);
    }
  }
  const view = () => new DataView(bytes().buffer);
  const copyOf = (at: number, length: number) => Buffer.from(bytes().slice(at, at + length).buffer);
  return { call, allocate, bytes, withMemory, view, copyOf };
}

function documentOf(pdfium: Pdfium, document: number): PdfDocument {
  const { call, withMemory, view } = pdfium;
  const pages = call.FPDF_GetPageCount(document);
  let form = 0;
  /** Gives fields and annotations that have none the look that a reader gives them. No script is run. */
  const startForm = () => {
    form ||= call.PDFiumExt_InitFormFillEnvironment(document, call.PDFiumExt_OpenFormFillInfo());
    return form;
  };
  return {
    pages,
    sizeOf: (number) =>
      withMemory(8, (at) => {
        call.FPDF_GetPageSizeByIndexF(document, number - 1, at);
        return { width: view().getFloat32(at, true), height: view().getFloat32(at + 4, true) };
      }),
    hasAnnotations: (number) => call.EPDFPage_GetAnnotCountRaw(document, number - 1) !== 0,
    isTurned: (number) => call.EPDF_GetPageRotationByIndex(document, number - 1) !== 0,
    page(number) {
      const page = number >= 1 && number <= pages ? call.FPDF_LoadPage(document, number - 1) : 0;
      if (page === 0) throw new Error(`there is no page ${number} of ${pages}`);
      return pageOf(pdfium, document, page, startForm());
    },
    copyPages(from = 1, to = pages) {
      const copy = call.FPDF_CreateNewDocument();
      const count = to - from + 1;
      const isCopied = withMemory(count * 4, (at) => {
        for (let index = 0; index < count; index += 1)
          view().setInt32(at + index * 4, from - 1 + index, true);
        return call.FPDF_ImportPagesByIndex(copy, document, at, count, 0);
      });
      if (!isCopied) throw new Error('pages cannot be copied');
      return documentOf(pdfium, copy);
    },
    save() {
      const writer = call.PDFiumExt_OpenFileWriter();
      try {
        if (!call.PDFiumExt_SaveAsCopy(document, writer)) throw new Error('the document cannot be saved');
        const length = call.PDFiumExt_GetFileWriterSize(writer);
        return withMemory(length, (at) => {
          call.PDFiumExt_GetFileWriterData(writer, at, length);
          return pdfium.copyOf(at, length);
        });
      } finally {
        call.PDFiumExt_CloseFileWriter(writer);
      }
    },
  };
}

/** @param form - of the document */
function pageOf(pdfium: Pdfium, document: number, page: number, form: number): PdfPage & Disposable {
  const { call, withMemory, view, copyOf } = pdfium;
  call.FORM_OnAfterLoadPage(page, form);
  const width = call.FPDF_GetPageWidthF(page);
  const height = call.FPDF_GetPageHeightF(page);

  /** A point of the page's own coordinates as it is seen, from the top left. */
  function seen(x: number, y: number): readonly [x: number, y: number] {
    return withMemory(8, (at) => {
      const [across, down] = [Math.round(width * FINE), Math.round(height * FINE)];
      call.FPDF_PageToDevice(page, 0, 0, across, down, 0, x, y, at, at + 4);
      return [view().getInt32(at, true) / FINE, view().getInt32(at + 4, true) / FINE];
    });
  }

  function linkOf(link: number): PageLink | null {
    const target = targetOf(link);
    if (!target) return null;
    const corners = withMemory(16, (at) => {
      if (!call.FPDFLink_GetAnnotRect(link, at)) return null;
      const [left, top, right, bottom] = [0, 4, 8, 12].map((offset) => view().getFloat32(at + offset, true));
      return [seen(left ?? 0, top ?? 0), seen(right ?? 0, bottom ?? 0)] as const;
    });
    if (!corners) return null;
    const [[x1, y1], [x2, y2]] = corners;
    const [left, right] = within(Math.min(x1, x2), Math.max(x1, x2), width);
    const [top, bottom] = within(Math.min(y1, y2), Math.max(y1, y2), height);
    if (!(right > left && bottom > top)) return null;
    return { x: left, y: top, width: right - left, height: bottom - top, ...target };
  }

  function targetOf(link: number): { readonly page: number } | { readonly address: string } | null {
    const action = call.FPDFLink_GetAction(link);
    const place = call.FPDFLink_GetDest(document, link);
    const index = place === 0 ? -1 : call.FPDFDest_GetDestPageIndex(document, place);
    if (index >= 0) return { page: index + 1 };
    if (action === 0 || call.FPDFAction_GetType(action) !== ADDRESS_ACTION) return null;
    const length = call.FPDFAction_GetURIPath(document, action, 0, 0);
    const address = withMemory(length, (at) => {
      call.FPDFAction_GetURIPath(document, action, at, length);
      return copyOf(at, Math.max(0, length - 1)).toString();
    });
    return isWebAddress(address) ? { address } : null;
  }

  function pictureOf(object: number): PagePicture | null {
    const facts = withMemory(7 * 4, (at) => {
      if (!call.FPDFImageObj_GetImageMetadata(object, page, at)) return null;
      const [across, down] = [view().getFloat32(at + 8, true), view().getFloat32(at + 12, true)];
      const bits = view().getUint32(at + 16, true);
      return { dotsPerInch: Math.max(across, down), bits, colours: view().getInt32(at + 20, true) };
    });
    if (!facts || (facts.bits !== 8 && facts.bits !== 24) || !PLAIN_COLOURS.has(facts.colours)) return null;
    return {
      dotsPerInch: facts.dotsPerInch,
      isOpaque: () => isOpaque(object),
      pixels: () => pixelsOf(object),
      replace(jpeg) {
        withMemory(jpeg.length, (at) => {
          pdfium.bytes().set(jpeg, at);
          if (!call.EPDFImageObj_SetJpeg(page, 0, object, at, jpeg.length))
            throw new Error('the picture cannot be replaced');
        });
      },
    };
  }

  function isOpaque(object: number): boolean {
    const bitmap = call.FPDFImageObj_GetRenderedBitmap(document, page, object);
    if (bitmap === 0 || call.FPDFBitmap_GetFormat(bitmap) !== BGRA) return false;
    const at = call.FPDFBitmap_GetBuffer(bitmap);
    const length = call.FPDFBitmap_GetStride(bitmap) * call.FPDFBitmap_GetHeight(bitmap);
    const isSeen = pdfium
      .bytes()
      .subarray(at, at + length)
      .every((value, index) => index % 4 !== 3 || value === 255);
    call.FPDFBitmap_Destroy(bitmap);
    return isSeen;
  }

  function pixelsOf(object: number): ReturnType<PagePicture['pixels']> {
    const bitmap = call.FPDFImageObj_GetBitmap(object);
    if (bitmap === 0) throw new Error('the picture cannot be decoded');
    try {
      const size = { width: call.FPDFBitmap_GetWidth(bitmap), height: call.FPDFBitmap_GetHeight(bitmap) };
      const stride = call.FPDFBitmap_GetStride(bitmap);
      // Grey, or blue, green and red, with a fourth byte in some.
      const step = [0, 1, 3, 4, 4][call.FPDFBitmap_GetFormat(bitmap)] ?? 0;
      if (step === 0) throw new Error('the picture is of another kind');
      const channels = step === 1 ? 1 : 3;
      const at = call.FPDFBitmap_GetBuffer(bitmap);
      const from = pdfium.bytes().subarray(at, at + stride * size.height);
      const data = new Uint8Array(size.width * size.height * channels);
      for (let y = 0; y < size.height; y += 1) {
        const row = from.subarray(y * stride, y * stride + size.width * step);
        if (channels === 1) data.set(row, y * size.width);
        else redFirst(row, step, data, y * size.width * 3);
      }
      return { ...size, data, channels };
    } finally {
      call.FPDFBitmap_Destroy(bitmap);
    }
  }

  /** Runs with an annotation, and what it says about being shown. */
  function annotationAt<Result>(
    index: number,
    use: (annotation: PageAnnotation, flags: number) => Result,
  ): Result {
    const annotation = call.FPDFPage_GetAnnot(page, index);
    const appearance = () => {
      const alone = call.EPDFAnnot_ExportAppearanceAsDocument(annotation);
      if (alone === 0) return null;
      try {
        return documentOf(pdfium, alone).save();
      } finally {
        call.FPDF_CloseDocument(alone);
      }
    };
    try {
      const hasLayer = Boolean(call.FPDFAnnot_HasKey(annotation, 'OC'));
      return use({ hasLayer, appearance }, call.FPDFAnnot_GetFlags(annotation));
    } finally {
      call.FPDFPage_CloseAnnot(annotation);
    }
  }

  const annotations = () => call.FPDFPage_GetAnnotCount(page);

  function removeWhere(isUnwanted: (annotation: PageAnnotation, flags: number) => boolean): void {
    for (let index = annotations() - 1; index >= 0; index -= 1)
      if (annotationAt(index, isUnwanted)) call.FPDFPage_RemoveAnnot(page, index);
  }

  return {
    width,
    height,
    text() {
      const read = call.FPDFText_LoadPage(page);
      if (read === 0) throw new Error('the text of the page cannot be read');
      try {
        const length = Math.max(0, call.FPDFText_CountChars(read));
        return withMemory((length + 1) * 2, (at) => {
          // With a zero at the end.
          const units = length === 0 ? 1 : call.FPDFText_GetText(read, 0, length, at);
          return copyOf(at, Math.max(0, units - 1) * 2).toString('utf16le');
        });
      } finally {
        call.FPDFText_ClosePage(read);
      }
    },
    objects: () => call.FPDFPage_CountObjects(page),
    hasAnnotation: (isLike) =>
      Array.from({ length: annotations() }, (_, index) => index).some((index) => annotationAt(index, isLike)),
    removeAnnotations: removeWhere,
    links: (most) =>
      withMemory(8, (at) => {
        const found: PageLink[] = [];
        view().setInt32(at, 0, true);
        while (found.length < most && call.FPDFLink_Enumerate(page, at, at + 4)) {
          const link = linkOf(view().getInt32(at + 4, true));
          if (link) found.push(link);
        }
        return found;
      }),
    flatten() {
      removeWhere((_, flags) => (flags & NOT_VIEWED) !== 0);
      if (annotations() > 0 && call.FPDFPage_Flatten(page, 0) === 0)
        throw new Error('annotations cannot be made part of the page');
      removeWhere(() => true);
    },
    turnPlainly: () => call.FPDFPage_SetRotation(page, call.FPDFPage_GetRotation(page)),
    draw: (size) =>
      withMemory(size.width * size.height * 4, (at) => {
        const bitmap = call.FPDFBitmap_CreateEx(size.width, size.height, BGRA, at, size.width * 4);
        if (bitmap === 0) throw new Error('there is no room to draw the page');
        try {
          const area = [0, 0, size.width, size.height] as const;
          call.FPDFBitmap_FillRect(bitmap, ...area, WHITE);
          call.FPDF_RenderPageBitmap(bitmap, page, ...area, 0, DRAW_ANNOTATIONS | RED_FIRST);
          call.FPDF_FFLDraw(form, bitmap, page, ...area, 0, RED_FIRST);
        } finally {
          call.FPDFBitmap_Destroy(bitmap);
        }
        return { ...size, data: copyOf(at, size.width * size.height * 4) };
      }),
    pictures: () =>
      Array.from({ length: call.FPDFPage_CountObjects(page) }, (_, index) =>
        call.FPDFPage_GetObject(page, index),
      ).flatMap((object) => {
        if (call.FPDFPageObj_GetType(object) !== PICTURE || call.FPDFPageObj_HasTransparency(object))
          return [];
        return pictureOf(object) ?? [];
      }),
    keepPictures() {
      if (!call.FPDFPage_GenerateContent(page)) throw new Error('the page cannot be written');
    },
    [Symbol.dispose]() {
      call.FORM_OnBeforeClosePage(page, form);
      call.FPDF_ClosePage(page);
    },
  };
}

/** Writes a row of blue, green and red as red, green and blue. */
function redFirst(row: Uint8Array, step: number, data: Uint8Array, start: number): void {
  for (let at = 0, to = start; at < row.length; at += step, to += 3) {
    data[to] = row[at + 2] as number;
    data[to + 1] = row[at + 1] as number;
    data[to + 2] = row[at] as number;
  }
}

/** Coordinates are whole numbers of a tenth of a point. */
const FINE = 10;

function within(from: number, to: number, most: number): readonly [from: number, to: number] {
  return [Math.max(0, from), Math.min(most, to)];
}

/** Nothing but printable ASCII, so that no reader takes it for another kind of address. */
function isWebAddress(address: string): boolean {
  return address.length <= 2_000 && /^https?:\/\/[\x21-\x7e]+$/i.test(address);
}
