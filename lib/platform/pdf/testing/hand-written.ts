// Small PDFs as no program writes them, without a table: what opens them has to look for their objects.

/** A PDF of these objects, by number. 1 is the catalogue. */
export function pdfOfObjects(objects: Readonly<Record<number, string>>): Buffer {
  const all = Object.entries(objects).map(([number, object]) => `${number} 0 obj ${object} endobj\n`);
  return Buffer.from(`%PDF-1.7\n${all.join('')}trailer << /Root 1 0 R >>\n%%EOF\n`, 'latin1');
}

/** @param entries - of its dictionary */
export function stream(content: string, entries = ''): string {
  return `<< ${entries} /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';

/** What a PDF of one page of 300 by 300 points has. `objects`: others, from 20. */
export type OnePage = {
  readonly content: string;
  readonly page?: string;
  readonly resources?: string;
  readonly catalogue?: string;
  readonly objects?: Readonly<Record<number, string>>;
};

export function onePage({
  content,
  page = '',
  resources = '',
  catalogue = '',
  objects = {},
}: OnePage): Buffer {
  return pdfOfObjects({
    1: `<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
    2: '<< /Type /Pages /Count 1 /Kids [3 0 R] >>',
    3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> ${resources} >> ${page} >>`,
    4: stream(content),
    5: FONT,
    ...objects,
  });
}

/** Shows words in letters of 20 points at that height. */
export function words(text: string, y = 200): string {
  return `BT /F1 20 Tf 20 ${y} Td (${text}) Tj ET`;
}

/** Blackens the lower half of a page of 300 by 300 points. */
export const DARK_HALF = '0 0 300 150 re f';

const LAYERS = {
  20: '<< /Type /OCG /Name (Hidden) >>',
  21: '<< /Type /OCG /Name (Shown) >>',
};
const layersWith = (settings: string, objects: Readonly<Record<number, string>> = LAYERS) => ({
  catalogue: `/OCProperties << /OCGs [20 0 R 21 0 R] /D << ${settings} >> >>`,
  objects,
});
const IN_CONTENT = {
  content: `${words('Shown')} /OC /H BDC ${words('SECRET', 100)} ${DARK_HALF} EMC`,
  resources: '/Properties << /H 20 0 R >>',
};

function annotated(entries: string, ofLook: string): Buffer {
  const { catalogue, objects } = layersWith('/OFF [20 0 R]');
  return onePage({
    content: words('Shown'),
    page: '/Annots [22 0 R]',
    catalogue: `${catalogue} /AcroForm << /Fields [22 0 R] >>`,
    objects: {
      ...objects,
      22: `<< /Type /Annot ${entries} /Rect [0 0 300 300] /F 4 /AP << /N 23 0 R >> >>`,
      23: stream(
        `${words('SECRET', 100)} ${DARK_HALF}`,
        `/Type /XObject /Subtype /Form /BBox [0 0 300 300] ${ofLook} /Resources << /Font << /F1 5 0 R >> >>`,
      ),
    },
  });
}

/** PDFs that say SECRET on a dark half, which no reader shows, by how it is hidden. */
export const HIDDEN_LAYERS: Readonly<Record<string, Buffer>> = {
  'a layer that is off': onePage({ ...IN_CONTENT, ...layersWith('/OFF [20 0 R]') }),
  'all layers off at first': onePage({ ...IN_CONTENT, ...layersWith('/BaseState /OFF /ON [21 0 R]') }),
  'a layer without its type': onePage({
    ...IN_CONTENT,
    ...layersWith('/OFF [20 0 R]', { ...LAYERS, 20: '<< /Name (Hidden) >>' }),
  }),
  'a set of layers': onePage({
    ...IN_CONTENT,
    resources: '/Properties << /H 22 0 R >>',
    ...layersWith('/OFF [20 0 R]', { ...LAYERS, 22: '<< /Type /OCMD /OCGs [20 0 R] /P /AllOn >>' }),
  }),
  'a form that is of a layer': onePage({
    content: `${words('Shown')} /X Do`,
    resources: '/XObject << /X 22 0 R >>',
    ...layersWith('/OFF [20 0 R]', {
      ...LAYERS,
      22: stream(
        `${words('SECRET', 100)} ${DARK_HALF}`,
        '/Type /XObject /Subtype /Form /BBox [0 0 300 300] /OC 20 0 R /Resources << /Font << /F1 5 0 R >> >>',
      ),
    }),
  }),
  'a picture that is of a layer': onePage({
    content: `${words('Shown')} q 300 0 0 150 0 0 cm /X Do Q`,
    resources: '/XObject << /X 22 0 R >>',
    ...layersWith('/OFF [20 0 R]', {
      ...LAYERS,
      22: stream(
        '\0',
        '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /OC 20 0 R',
      ),
    }),
  }),
  'a layer that is off on screens': onePage({
    ...IN_CONTENT,
    ...layersWith('/AS [<< /Event /View /OCGs [20 0 R] /Category [/View] >>]', {
      ...LAYERS,
      20: '<< /Type /OCG /Name (Hidden) /Usage << /View << /ViewState /OFF >> >> >>',
    }),
  }),
  'an annotation that is of a layer': annotated('/Subtype /Stamp /OC 20 0 R', ''),
  'an annotation that looks like something of a layer': annotated('/Subtype /Stamp', '/OC 20 0 R'),
  'a field that is of a layer': annotated('/Subtype /Widget /FT /Tx /T (a) /V (SECRET) /OC 20 0 R', ''),
  'a field that looks like something of a layer': annotated('/Subtype /Widget /FT /Tx /T (a)', '/OC 20 0 R'),
};
