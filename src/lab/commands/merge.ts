/**
 * `npm run merge`: one result from the shards of `npm run analyze -- --shard I/N`.
 *
 * In    the folders that --out named when they were analyzed
 * Out   what a single run would have written, to the byte, in `--out`
 * Exit  0 every film was analyzed; 1 some were not, or are not done; 2 wrong usage
 */
import { mergeShards, summarySentence } from '../analyze/index.ts';
import { UsageError, parseOptions, runCommand } from '../terminal/index.ts';

const USAGE = `npm run merge -- FOLDER... --out PATH [options]

Makes one result of shards that npm run analyze -- --shard I/N has measured: the same bytes as of a
single run. Each FOLDER is what --out was there, or one shard in it.

  --out PATH   where to write, as for analyze
  --partial    take what is done, also where films are left
  --help       this text

Exit status: 0 every film was analyzed; 1 some were not, or are not done; 2 usage error.`;

await runCommand(async (args) => {
	const { values, positionals } = parseOptions(args, {
		out: { type: 'string' },
		partial: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	if (values.help) {
		console.log(USAGE);
		return 0;
	}
	if (positionals.length === 0) throw new UsageError('Name at least one folder of shards.');
	if (values.out === undefined) throw new UsageError('Say with --out where to write.');
	const { summary, lines } = await mergeShards(positionals, values.out, values.partial ?? false);
	for (const line of lines) console.error(line);
	console.error(summarySentence(summary));
	return summary.failed + summary.missing === 0 ? 0 : 1;
});
