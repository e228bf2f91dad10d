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
# Pictures, sound and film, with ImageMagick 6.9, libheif 1.15, libwebp 1.2, ExifTool 12.57 and FFmpeg 5.1 (Debian 12).
picture() { /usr/bin/convert slides.png -resize 320x180 "$@"; }
picture \( +clone -negate \) -set delay 50 slides.gif
picture -quality 60 slides.webp
picture \( +clone -negate \) -compress lzw slides.tif
# A photo as a telephone takes it: turned, with the place where it was taken.
picture -quality 60 place.jpg
place() { exiftool -q -overwrite_original -n -Make=Example -Orientation=6 -GPSLatitude=51.5014 -GPSLatitudeRef=N -GPSLongitude=0.1419 -GPSLongitudeRef=W -XMP:GPSLatitude=51.5014 -XMP:GPSLongitude=-0.1419 "$1"; }
place place.jpg
heif-enc -q 40 place.jpg -o place.heic >/dev/null
place place.heic
for kind in png webp tif; do picture place.$kind; place place.$kind; done
sound='-f lavfi -i sine=frequency=440:duration=0.4'
quiet='ffmpeg -v error -y -fflags +bitexact'
$quiet $sound -b:a 32k -metadata title='Voice of a carer' voice.mp3
$quiet $sound -b:a 32k voice.m4a
$quiet $sound -f lavfi -i testsrc=size=160x90:rate=10:duration=0.4 -pix_fmt yuv420p -shortest -metadata location='+51.5014-000.1419/' film.mp4
$quiet $sound -f lavfi -i testsrc=size=160x90:rate=10:duration=0.4 -pix_fmt yuv420p -shortest film.mov
