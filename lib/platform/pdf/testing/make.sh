#!/bin/sh
# Makes the files of this folder from the sources beside it, with what each is named after: pdfTeX 1.40.24, Ghostscript 10.00,
# Chromium 150, cairo 1.16 of poppler 22.12, qpdf 11.3 (Debian 12), ReportLab 5.0 and fpdf2 2.8 (pip), and Typst (npm).
set -e
cd "$(dirname "$0")"
for _ in 1 2; do pdflatex -interaction=batchmode -output-directory=/tmp sources/report.tex >/dev/null; done
cp /tmp/report.pdf pdftex.pdf
gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfwrite -o ghostscript.pdf pdftex.pdf
qpdf --deterministic-id --linearize --object-streams=generate pdftex.pdf qpdf.pdf
chromium --headless --no-sandbox --no-pdf-header-footer --print-to-pdf=chromium.pdf sources/report.html 2>/dev/null
pdftocairo -pdf chromium.pdf cairo.pdf
python3 sources/form.py
node -e "
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const pdf = NodeCompiler.create({ workspace: 'sources' }).pdf({ mainFilePath: 'sources/report.typ' }, { creationTimestamp: 0 });
require('node:fs').writeFileSync('typst.pdf', pdf);
"
node --input-type=module -e "
import { writeFileSync } from 'node:fs';
import { HIDDEN_LAYERS } from './hand-written.ts';
writeFileSync('/tmp/layers.pdf', HIDDEN_LAYERS['a layer that is off']);
"
qpdf --deterministic-id --object-streams=generate /tmp/layers.pdf layers-packed.pdf || [ $? = 3 ]
qpdf --encrypt '' owner 256 -- /tmp/layers.pdf layers-encrypted.pdf || [ $? = 3 ]
