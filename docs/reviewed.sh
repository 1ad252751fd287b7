#!/usr/bin/env bash
# Takes the picture of a reviewed Word file: the reference article as people open it, with its findings as comments, in LibreOffice
# on a screen that nobody sees. (LibreOffice 7.4 writes comments into a PDF only as icons, whatever the option for margins says.) It
# needs libreoffice-writer (not -nogui), python3-uno, Xvfb and ImageMagick. `docs/reviewed.sh [LUNJU]`, or `docs/pictures.sh`.
set -euo pipefail
cd "$(dirname "$0")/.."
lunju=$(realpath "${1:-target/release/lunju}")
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

office() { soffice "-env:UserInstallation=file://$work/office" --norestore --nologo "$@" >"$work/said" 2>&1; }

# The first line is the title; a line without a full stop is a heading.
{
    echo '<!doctype html><meta charset="utf-8"><html lang="zh-TW">'
    awk 'NF { tag = !count++ ? "h1" : /。$/ ? "p" : "h2"; print "<" tag ">" $0 "</" tag ">" }' fixtures/ai-leadership.txt
} >"$work/draft.html"
office --headless --convert-to 'docx:MS Word 2007 XML' --outdir "$work" "$work/draft.html"
# Findings make the program exit with 1.
"$lunju" check "$work/draft.docx" --isolated --annotate "$work/reviewed.docx" >"$work/findings" || [ $? = 1 ]

export DISPLAY=:97 SAL_USE_VCLPLUGIN=gen
Xvfb "$DISPLAY" -screen 0 1300x1000x24 >/dev/null 2>&1 &
screen=$!
sleep 2
office --accept='pipe,name=lunju;urp' "$work/reviewed.docx" &
shown=$!
/usr/bin/python3 docs/window.py 1300 1000
import -window root "$work/reviewed.png"
kill "$screen"
wait "$shown" "$screen" || true
if command -v pngquant >/dev/null; then
    pngquant --force --strip --output docs/reviewed-docx.png 48 "$work/reviewed.png"
else
    cp "$work/reviewed.png" docs/reviewed-docx.png
fi
