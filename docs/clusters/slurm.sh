#!/bin/bash
# A Slurm array, from the folder of the checkout (SHARDS is the end of the array):
#   npm ci && npm run build
#   job=$(sbatch --parsable --array=1-100%20 \
#     --export=ALL,FILMS=/data/films,OUT=/data/out,SHARDS=100 docs/clusters/slurm.sh)
#   sbatch --dependency=afterany:"$job" --export=ALL,OUT=/data/out docs/clusters/slurm-merge.sh
# Some tasks again: --array=3,7 with SHARDS=100 as before.
#SBATCH --job-name=fleeting
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=12:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=fleeting-%A_%a.log
set -eu
: "${FILMS:?the folder with the films}" "${OUT:?a folder for the shards}" "${SHARDS:?the end of the array}"
exec npm run --silent analyze -- "$FILMS" --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --resume \
	--jobs "${SLURM_CPUS_PER_TASK:-1}" --out "$OUT"
