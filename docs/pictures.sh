#!/usr/bin/env bash
# Takes the pictures of `docs/` anew: the page of the reference article in a wide, a narrow and a dark window, and the page of
# `lunju serve` with its sample, wide and narrow, in Chinese and English. It needs Chromium, the fonts of Noto CJK and, for small
# files, pngquant. `docs/pictures.sh [LUNJU]`, where LUNJU is the program to ask.
set -euo pipefail
cd "$(dirname "$0")/.."
lunju=$(realpath "${1:-target/release/lunju}")
work=$(mktemp -d)
server=
trap 'rm -rf "$work"; [ -z "$server" ] || kill "$server"' EXIT

docs/reviewed.sh "$lunju" || echo "pictures: the one of the Word file is the old one" >&2

# Findings make the program exit with 1.
"$lunju" check fixtures/ai-leadership.txt --isolated --format "html:$work/report.html" || [ $? = 1 ]

# take NAME ADDRESS WIDTH HEIGHT [OPTION...]
take() {
    local name=$1 address=$2 size=$3,$4
    shift 4
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" --window-size="$size" \
        --virtual-time-budget=4000 "$@" --screenshot="$work/$name.png" "$address" 2>"$work/said" ||
        { cat "$work/said" >&2; exit 1; }
    if command -v pngquant >/dev/null; then
        pngquant --force --strip --output "docs/$name.png" 48 "$work/$name.png"
    else
        cp "$work/$name.png" "docs/$name.png"
    fi
}

take report-wide "file://$work/report.html" 1200 1500
take report-narrow "file://$work/report.html" 500 1800
take report-dark "file://$work/report.html" 1200 1500 --blink-settings=preferredColorScheme=0

"$lunju" serve --isolated --port 0 >"$work/opened" &
server=$!
until address=$(grep -o 'http://[^ ]*' "$work/opened"); do sleep 0.1; done
take serve-wide-zh "$address?sample=1&lang=zh-Hant" 1440 1700
take serve-wide-en "$address?sample=1&lang=en" 1440 1700
take serve-narrow-zh "$address?sample=1&lang=zh-Hant" 500 1800
take serve-narrow-en "$address?sample=1&lang=en" 500 1800
take serve-dark "$address?sample=1&lang=zh-Hans" 1440 1200 --blink-settings=preferredColorScheme=0
