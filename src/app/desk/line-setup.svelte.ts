/**
 * What the line measures with, as the person or a study wants it: settings, and a network.
 *
 * Out   the orders that tell the line; what it has been told last
 */
import type { LineSettings } from '../../core/record/index.ts';
import type { Command } from '../../line/pipeline/index.ts';
import { DEFAULT_SETTINGS } from '../../line/pipeline/index.ts';
import type { DeskOptions } from './desk-options.ts';
import type { FileNetwork } from './network-files.ts';

type Fixed = Pick<DeskOptions, 'assets' | 'version' | 'backend' | 'tracker'>;

export class LineSetup {
	/** Replaced, never changed. */
	#settings = $state.raw<LineSettings>(DEFAULT_SETTINGS);
	#network = $state.raw<FileNetwork | null>(null);
	#told: LineSettings | null = null;
	readonly #fixed: Fixed;

	constructor(settings: LineSettings, { assets, version, backend, tracker }: Fixed) {
		this.#settings = settings;
		this.#fixed = { assets, version, backend, tracker };
	}

	get settings(): LineSettings {
		return this.#settings;
	}
	/** The network from a person's own file; null: the shipped one. */
	get network(): FileNetwork | null {
		return this.#network;
	}

	choose(choice: Partial<LineSettings>): void {
		this.#settings = { ...this.#settings, ...choice };
	}

	/** Counts once the line is prepared anew. */
	useNetwork(network: FileNetwork | null): void {
		this.#network = network;
	}

	/** Prepares a line, with everything. */
	prepare(): Command {
		const bundle = this.#network?.bundle ?? null;
		this.#told = this.#settings;
		return { kind: 'prepare', ...this.#fixed, bundle, settings: this.#settings };
	}

	/** Null: the line knows the settings already. */
	configure(): Command | null {
		if (this.#told === this.#settings) return null;
		this.#told = this.#settings;
		return { kind: 'configure', settings: this.#settings };
	}
}
