/**
 * Recorded outputs of the published network on weights and frames that formulas give. Pure.
 *
 * In    JSON: `logits` {rise, fall}; `activations` by `NAME [LAYOUT]#BRANCH`, each with shape, mean,
 *       std, first8; and, where they are there, `state_dict` with the shapes and `fill` with the rules
 * Fails CommandError that names the file, the field and the way out
 */
import type { PaperTensor } from '../../../line/paper/index.ts';
import { paperTensors } from '../../../line/paper/index.ts';
import { Fields } from '../../../core/kernel/index.ts';
import { CommandError } from '../../terminal/index.ts';
import { FILL_RULES } from './formula.ts';
import type { Branch } from './summary.ts';
import { BRANCHES } from './summary.ts';

export interface RecordedActivation {
	/** As the file calls it. */
	readonly key: string;
	/** The module's, without layout and branch. */
	readonly name: string;
	readonly branch: Branch;
	/** Channels before height and width. */
	readonly channelsFirst: boolean;
	readonly shape: readonly number[];
	readonly mean: number;
	readonly std: number;
	readonly first: readonly number[];
}

export interface NetworkReference {
	readonly classes: number;
	readonly logits: Readonly<Record<Branch, readonly number[]>>;
	readonly activations: readonly RecordedActivation[];
}

export function networkReference(file: string, text: string): NetworkReference {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new CommandError(`${file} is not JSON: repair it, or name another file.`, { cause });
	}
	try {
		return read(new Fields(value));
	} catch (cause) {
		if (!(cause instanceof TypeError)) throw cause;
		throw new CommandError(`${file}: ${cause.message}.`, { cause });
	}
}

function read(fields: Fields): NetworkReference {
	const recorded = fields.inside('logits');
	const [rise, fall] = BRANCHES.map((branch) => recorded.numbers(branch)) as [number[], number[]];
	if (rise.length === 0 || rise.length !== fall.length) {
		throw fields.wrong('logits', 'two lists of as many numbers, one or more');
	}
	checkFill(fields);
	checkStateDict(fields, rise.length);
	const activations = fields.has('activations') ? fields.inside('activations') : null;
	return {
		classes: rise.length,
		logits: { rise, fall },
		activations: (activations?.names() ?? []).map((key) => activationOf(key, activations!)),
	};
}

function activationOf(key: string, activations: Fields): RecordedActivation {
	const parts = /^(\S+?)(?:\s*\[([^\]]*)\])?\s*#(rise|fall)$/.exec(key);
	if (parts === null) {
		throw activations.wrong(key, 'called NAME [LAYOUT]#rise or NAME [LAYOUT]#fall');
	}
	const own = activations.inside(key);
	return {
		key,
		name: parts[1]!,
		branch: parts[3] as Branch,
		channelsFirst: /^B\s*,\s*C\b/.test(parts[2] ?? ''),
		shape: own.numbers('shape'),
		mean: own.number('mean'),
		std: own.number('std'),
		first: own.numbers('first8'),
	};
}

/** Weights by other formulas would differ everywhere: better said at once. */
function checkFill(fields: Fields): void {
	if (!fields.has('fill')) return;
	const fill = fields.inside('fill');
	for (const name of fill.names()) {
		const rule = fill.text(name);
		if (FILL_RULES[name] === rule) continue;
		throw new TypeError(
			`it fills ${name} by ${rule}, which this version does not know (it knows ${Object.entries(
				FILL_RULES,
			)
				.map(([of, by]) => `${of}: ${by}`)
				.join('; ')})`,
		);
	}
}

function checkStateDict(fields: Fields, classes: number): void {
	if (!fields.has('state_dict')) return;
	const dict = fields.inside('state_dict');
	const expected = new Map(paperTensors(classes).map((tensor) => [tensor.name, tensor]));
	const wrong = [
		...dict.names().flatMap((name) => strange(name, dict.numbers(name), expected.get(name))),
		...[...expected.keys()].filter((name) => !dict.has(name)).map((name) => `${name} is missing`),
	];
	if (wrong.length === 0) return;
	throw new TypeError(
		`its state_dict is not that of this network for ${classes} classes: ${wrong.slice(0, 5).join('; ')}${wrong.length > 5 ? ` and ${wrong.length - 5} more` : ''}`,
	);
}

function strange(name: string, shape: readonly number[], own: PaperTensor | undefined): string[] {
	if (own === undefined) return [`${name} is not in the network`];
	if (own.shape.join() === shape.join()) return [];
	return [`${name} is [${shape.join(', ')}] instead of [${own.shape.join(', ')}]`];
}
