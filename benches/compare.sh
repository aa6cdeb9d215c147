#!/usr/bin/env bash
# Lays the same text out with this engine and with fribidi's C library, in turns, and prints the
# medians and their ratio. Needs a C compiler and libfribidi-dev.
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=7

command -v cc >/dev/null || { echo "compare.sh: no C compiler (cc)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! cc -O2 -o "$work/fribidi" benches/fribidi.c -I/usr/include/fribidi -lfribidi 2>"$work/cc.log"; then
  cat "$work/cc.log" >&2
  echo "compare.sh: fribidi.c does not build; is fribidi's development package (libfribidi-dev) installed?" >&2
  exit 1
fi
cargo bench --quiet --no-default-features --bench layout -- --write "$work/text"

ours() { cargo bench --quiet --no-default-features --bench layout -- --throughput "$work/text"; }
median() { sort -n | sed -n "$((rounds / 2 + 1))p"; }

for _ in $(seq "$rounds"); do
  ours | tee -a "$work/ours" | sed 's/^/warraq  /; s/$/ MB\/s/'
  "$work/fribidi" "$work/text" | tee -a "$work/theirs" | sed 's/^/fribidi /; s/$/ MB\/s/'
done
awk -v ours="$(median <"$work/ours")" -v theirs="$(median <"$work/theirs")" \
  'BEGIN { printf "medians: warraq %.1f MB/s, fribidi %.1f MB/s, ratio %.2f\n", ours, theirs, ours / theirs }'
