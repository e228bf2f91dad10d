#!/bin/sh
# Makes the files of this folder with LibreOffice 7.4 and qpdf 11 (Debian 12), from the sources beside it.
set -e
cd "$(dirname "$0")"
convert() { # source, filter, name
  soffice --headless --convert-to "$2" --outdir made "sources/$1" >/dev/null 2>&1
  mv made/* "$3"
}
mkdir -p made
convert letter.fodt odt letter.odt
convert letter.fodt 'doc:MS Word 97' letter.doc
convert letter.fodt 'docx:MS Word 2007 XML' letter.docx
convert letter.fodt 'docx:Office Open XML Text' letter-transitional.docx
convert letter.fodt 'ott:writer8_template' letter-template.odt
convert letter.fodt 'rtf:Rich Text Format' letter.rtf
convert letter.fodt 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},"UseTaggedPDF":{"type":"boolean","value":"true"}}' letter-archive.pdf
convert letter.fodt 'pdf:writer_pdf_Export:{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"owner"}}' letter-owner.pdf
convert letter.fodt 'pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"user"}}' letter-user.pdf
convert letter.fodt 'pdf:writer_pdf_Export:{"IsAddStream":{"type":"boolean","value":"true"}}' letter-hybrid.pdf
convert letter.fodt pdf letter.pdf
convert figures.fods ods figures.ods
convert figures.fods 'xls:MS Excel 97' figures.xls
convert figures.fods 'xlsx:Calc MS Excel 2007 XML' figures.xlsx
convert figures.fods 'xlsm:Calc MS Excel 2007 VBA XML' figures.xlsm
convert figures.fods 'csv:Text - txt - csv (StarCalc):44,34,76' figures-utf8.csv
convert figures.fods 'csv:Text - txt - csv (StarCalc):44,34,ANSI' figures-windows.csv
convert figures.fods 'csv:Text - txt - csv (StarCalc):59,34,65535' figures-utf16.csv
convert slides.fodp odp slides.odp
convert slides.fodp 'ppt:MS PowerPoint 97' slides.ppt
convert slides.fodp 'pptx:Impress MS PowerPoint 2007 XML' slides.pptx
convert slides.fodp 'ppsx:Impress MS PowerPoint 2007 XML AutoPlay' slides.ppsx
convert slides.fodp 'png:impress_png_Export' slides.png
convert slides.fodp 'jpg:impress_jpg_Export' slides.jpg
rmdir made
encrypt() { # name, then what qpdf takes
  name=$1; shift
  qpdf --deterministic-id --allow-weak-crypto --encrypt '' owner "$@" -- letter.pdf "$name" 2>/dev/null || qpdf --allow-weak-crypto --encrypt '' owner "$@" -- letter.pdf "$name"
}
encrypt owner-rc4-40.pdf 40
encrypt owner-rc4-128.pdf 128
encrypt owner-aes-128.pdf 128 --use-aes=y
encrypt owner-aes-256.pdf 256
encrypt owner-aes-256-r5.pdf 256 --force-R5
