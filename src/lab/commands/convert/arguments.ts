/** The arguments of `npm run convert`, checked; what is wrong with them is one sentence. */
import { UsageError, parseOptions, refuseWords } from '../../terminal/index.ts';

export interface ConvertArguments {
	/** The state dict's file. */
	readonly input: string;
	/** Folder that gets the network. */
	readonly out: string;
	/** In the order of the logits; null: none were given. */
	readonly classes: readonly string[] | null;
	readonly name: string | null;
	readonly dataset: string | null;
	readonly json: boolean;
	readonly help: boolean;
}

export const USAGE = `npm run convert -- IN.safetensors OUT [options]

Makes a network that this program runs from a state dict of the published GAMDSS network (two
branches, 210 tensors, any number of classes): checked, in half precision, with class names.

  IN.safetensors   from PyTorch: safetensors.torch.save_file(model.state_dict(), "IN.safetensors")
  OUT              folder for weights.safetensors, which the app and --network take, and for
                   model.json, which says the same in readable form
  --classes A,B,C  names of the classes, in the order of the logits; separated by commas
  --dataset NAME   what they were trained on
  --name NAME      name of the network (default: the file's name)
  --json           the report as JSON
  --help           this text

Exit status: 0 converted; 1 the file does not fit, with every tensor that is wrong by name; 2 usage error.`;

export function readArguments(args: readonly string[]): ConvertArguments {
	const { values, positionals } = parseOptions(args, {
		classes: { type: 'string' },
		name: { type: 'string' },
		dataset: { type: 'string' },
		json: { type: 'boolean' },
		help: { type: 'boolean', short: 'h' },
	});
	const { classes, name = null, dataset = null, json = false, help = false } = values;
	const [input = '', out = '', ...more] = positionals;
	if (!help) {
		if (input === '') throw new UsageError('Name the safetensors file to convert.');
		if (out === '') throw new UsageError('Name the folder for the network.');
		refuseWords(more);
	}
	const names = classes?.split(',').map((each) => each.trim()) ?? null;
	return { input, out, classes: names, name, dataset, json, help };
}
