#!/bin/bash
#SBATCH --job-name=fleeting-merge
#SBATCH --mem=2G
#SBATCH --time=02:00:00
#SBATCH --output=fleeting-merge-%j.log
set -eu
: "${OUT:?the folder with the shards}"
exec npm run --silent merge -- "$OUT" --out "$OUT-merged"
