#!/usr/bin/env bash
# Takes the pictures of `docs/` anew: the page of the reference article in a wide, a narrow and a dark window. It needs Chromium,
# the fonts of Noto CJK and, for small files, pngquant. `docs/pictures.sh [LUNJU]`, where LUNJU is the program to ask.
set -euo pipefail
cd "$(dirname "$0")/.."
lunju=$(realpath "${1:-target/release/lunju}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

docs/reviewed.sh "$lunju" || echo "pictures: the one of the Word file is the old one" >&2

# Findings make the program exit with 1.
"$lunju" check fixtures/ai-leadership.txt --isolated --format "html:$work/report.html" || [ $? = 1 ]

# take NAME WIDTH HEIGHT [OPTION...]
take() {
    local name=$1 size=$2,$3
    shift 3
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --window-size="$size" \
        --virtual-time-budget=2000 "$@" --screenshot="$work/$name.png" "file://$work/report.html" 2>"$work/said" ||
        { cat "$work/said" >&2; exit 1; }
    if command -v pngquant >/dev/null; then
        pngquant --force --strip --output "docs/$name.png" 48 "$work/$name.png"
    else
        cp "$work/$name.png" "docs/$name.png"
    fi
}

take report-wide 1200 1500
take report-narrow 500 1800
take report-dark 1200 1500 --blink-settings=preferredColorScheme=0
