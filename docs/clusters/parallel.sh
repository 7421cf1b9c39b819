#!/bin/sh
# One machine, or several by ssh: GNU parallel runs the shards, then they are merged.
#   FILMS=/data/films OUT=/data/out SHARDS=4 sh docs/clusters/parallel.sh
# Again after a crash or a power cut: what is done is not measured again.
set -eu
: "${FILMS:?the folder with the films}" "${OUT:?a folder for the shards}" "${SHARDS:=4}"
mkdir -p "$OUT"
# Once for all, not in every shard.
npm run build
# A shard that ends with 1 has films that failed; they are in its summary and in failed.csv.
# -q: paths with spaces stay whole.
seq "$SHARDS" | parallel -q --joblog "$OUT/parallel.log" \
	npm run --silent analyze -- "$FILMS" --shard "{}/$SHARDS" --resume --jobs 1 --out "$OUT" || true
npm run --silent merge -- "$OUT" --out "$OUT-merged"
