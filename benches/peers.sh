#!/usr/bin/env bash
# Runs lunju and the programs that are nearest to it side by side on the same texts, and prints a table: one file by a fresh process,
# 1,000 files, one file of 5 MB.
#
#   benches/peers.sh [LUNJU]      the released program; if not given, it is built
#
# The others are installed from npm and PyPI into target/peers. What each of them does stands in benches/README.md: none does what
# lunju does. Needs python3, node, npm, and GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
# The longest that a run may take, in seconds, and of how many runs over one file the mean is taken.
longest=${PEERS_LONGEST:-120}
rounds=${PEERS_ROUNDS:-20}
node=(autocorrect-node@2.14.0 zhlint@0.8.2 textlint@15.8.0 textlint-rule-sentence-length@5.2.1 textlint-rule-max-comma@4.0.0
    textlint-rule-no-nfd@2.0.2 textlint-rule-ja-no-mixed-period@3.0.2 textlint-rule-doubled-spaces@1.0.2)
python=(limae==0.13.4 jieba==0.42.1 rjieba==0.2.2)

command -v /usr/bin/time >/dev/null || { echo "peers: there is no GNU time (the package time)" >&2; exit 1; }
lunju=${1:-}
if [ -z "$lunju" ]; then
    cargo build --release --locked --bin lunju
    lunju=${CARGO_TARGET_DIR:-target}/release/lunju
fi
lunju=$(realpath "$lunju")
peers=target/peers
mkdir -p "$peers"

if [ "$(cat "$peers/installed" 2>/dev/null)" != "${node[*]} ${python[*]}" ]; then
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$peers" "${node[@]}"
    python3 -m venv "$peers/venv"
    "$peers/venv/bin/pip" install --quiet "${python[@]}"
    echo "${node[*]} ${python[*]}" >"$peers/installed"
fi
cat >"$peers/.textlintrc.json" <<'END'
{"rules": {"sentence-length": {"max": 100}, "max-comma": true, "no-nfd": true, "ja-no-mixed-period": true, "doubled-spaces": true}}
END

# The texts: the paragraphs of our own articles, each file beginning at another one, as Markdown.
python3 - "$peers/texts" <<'END'
import pathlib, re, sys
to = pathlib.Path(sys.argv[1])
(to / "many").mkdir(parents=True, exist_ok=True)
paragraphs = []
for name in ["ai-leadership.txt", "ai-leadership.hans.txt", "formats/ferry.md"]:
    text = pathlib.Path("fixtures", name).read_text()
    text = re.sub(r"\A\+\+\+.*?\+\+\+\n", "", text, flags=re.S)
    paragraphs.append([part.strip() for part in re.split(r"\n\s*\n|\n(?=\S{40})", text) if part.strip()])
def article(number):
    own = paragraphs[number % len(paragraphs)]
    first = number // len(paragraphs) % len(own)
    turned = own[first:] + own[:first]
    # Three sizes, from a comment to an essay.
    return "\n\n".join(turned * (1 + number % 2))[: [900, 1800, 3600][number % 3]] + "\n"
(to / "one.md").write_text("\n\n".join(paragraphs[0]) + "\n")
size = 0
for number in range(1000):
    text = article(number)
    size += len(text.encode())
    (to / f"many/{number:04}.md").write_text(text)
with open(to / "big.md", "wb") as big:
    number = 0
    while big.tell() < 5_000_000:
        big.write((article(number) + "\n").encode())
        number += 1
print(f"one file: {len((to / 'one.md').read_bytes())} bytes; 1,000 files: {size} bytes; the big file: {(to / 'big.md').stat().st_size} bytes")
END

cut='import sys, jieba
jieba.setLogLevel(60)
for path in sys.argv[1:]: jieba.lcut(open(path, encoding="utf-8").read())'
tag='import sys, rjieba
for path in sys.argv[1:]: rjieba.tag(open(path, encoding="utf-8").read())'

# run PROGRAM WHAT TIMES: runs PROGRAM over the texts WHAT, and prints CPU seconds and wall seconds of one run, and memory in KiB.
run() {
    local files=(texts/one.md) glob=texts/one.md
    case $2 in
        many) files=(texts/many/*.md) glob='texts/many/*.md' ;;
        big) files=(texts/big.md) glob=texts/big.md ;;
    esac
    local times=$3
    case $1 in
        lunju) set -- "$lunju" check --isolated --fail-on never --format concise "${files[@]}" ;;
        'lunju, one thread') set -- env RAYON_NUM_THREADS=1 "$lunju" check --isolated --fail-on never --format concise "${files[@]}" ;;
        limae) set -- venv/bin/limae "${files[@]}" ;;
        autocorrect) set -- node_modules/.bin/autocorrect --lint "${files[@]}" ;;
        zhlint) set -- node_modules/.bin/zhlint "$glob" ;;
        textlint) set -- node_modules/.bin/textlint "${files[@]}" ;;
        'jieba (cut)') set -- venv/bin/python -c "$cut" "${files[@]}" ;;
        'rjieba (tag)') set -- venv/bin/python -c "$tag" "${files[@]}" ;;
    esac
    # shellcheck disable=SC2016
    /usr/bin/time -q -o time.txt -f '%U %S %e %M' timeout "$longest" \
        sh -c 'n=$1; shift; while [ "$n" -gt 0 ]; do "$@"; n=$((n - 1)); done' sh "$times" "$@" >out.txt 2>&1 </dev/null || true
    tail -n 1 time.txt | awk -v times="$times" '{ printf "%.4f %.4f %d\n", ($1 + $2) / times, $3 / times, $4 }'
}

cd "$peers"
programs=(lunju 'lunju, one thread' limae autocorrect zhlint textlint 'jieba (cut)' 'rjieba (tag)')
for what in one many big; do
    case $what in
        one) title='one file, a fresh process' times=$rounds ;;
        many) title='1,000 files' times=1 ;;
        big) title='one file of 5 MB' times=1 ;;
    esac
    printf '\n| %s | CPU s | wall s | memory MiB | CPU, × lunju | wall, × lunju |\n|---|---|---|---|---|---|\n' "$title"
    base=''
    for program in "${programs[@]}"; do
        # Once before it counts: files are read from the disk, and jieba writes a cache of its dictionary.
        [ "$what" != one ] || run "$program" one 1 >/dev/null
        figures=$(run "$program" "$what" "$times")
        [ -n "$base" ] || base=$figures
        awk -v name="$program" -v figures="$figures" -v base="$base" -v longest="$longest" -v times="$times" 'BEGIN {
            split(figures, own, " "); split(base, of, " ")
            if (own[2] * times >= longest - 0.5) {
                printf "| %s | | over %d | | | over %.0f |\n", name, longest, own[2] / of[2]
            } else {
                printf "| %s | %.3f | %.3f | %.0f | %.1f | %.1f |\n", name, own[1], own[2], own[3] / 1024, own[1] / of[1], own[2] / of[2]
            }
        }'
    done
done
