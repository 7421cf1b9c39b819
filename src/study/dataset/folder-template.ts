/**
 * Where a clip's pictures are, such as `Cropped/sub{subject}/{clip}`. Pure.
 *
 * `{word}` is the record's subject (its key, or `{subject:2}`: at least two digits), clip, class3, video
 * (the first two parts of the clip's name), a word of the data set, or any column by its heading;
 * `*` stands for any letters of a name.
 */
import { composed, lastPart } from '../../core/kernel/index.ts';

/** The template filled in; null: a word is empty or unknown. */
export function expand(template: string, words: Readonly<Record<string, string>>): string | null {
	let whole = true;
	const filled = template.replace(
		/\{([^{}:]+)(?::(\d+))?\}/g,
		(_, name: string, width?: string) => {
			const value = words[name] ?? '';
			if (value === '' || value === '.' || value === '..') whole = false;
			return width === undefined ? value : value.padStart(Number(width), '0');
		},
	);
	return whole ? filled : null;
}

/** The part of a template from its first word on: what must be right wherever the root is. */
export function withoutRoot(template: string): string {
	const parts = template.split('/');
	return parts.slice(parts.findIndex((part) => /[{*]/.test(part))).join('/');
}

/** Capitals do not matter, nor how letters are composed. */
const folded = (path: string): string => composed(path).toLowerCase();

/** Folders and the names in them, from paths with `/` below one root. */
export class FolderListing {
	readonly #names = new Map<string, string[]>();
	/** Folders by their last part, in small letters. */
	readonly #byLast = new Map<string, string[]>();

	constructor(paths: Iterable<string>) {
		for (const path of paths) {
			const cut = path.lastIndexOf('/');
			const folder = cut < 0 ? '' : path.slice(0, cut);
			const names = this.#names.get(folder);
			if (names !== undefined) names.push(path.slice(cut + 1));
			else {
				this.#names.set(folder, [path.slice(cut + 1)]);
				const last = folded(lastPart(folder));
				this.#byLast.set(last, [...(this.#byLast.get(last) ?? []), folder]);
			}
		}
	}

	get folders(): string[] {
		return [...this.#names.keys()];
	}

	/** Empty for a folder without files, and for none. */
	namesIn(folder: string): readonly string[] {
		return this.#names.get(folder) ?? [];
	}

	/** Folders that are `wanted`, or end in it; with `*` as in a template. Capitals do not matter. */
	find(wanted: string): string[] {
		const parts = folded(wanted)
			.split('/')
			.map((part) =>
				part
					.split('*')
					.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
					.join('[^/]*'),
			);
		const pattern = new RegExp(`(?:^|/)${parts.join('/')}$`);
		const last = folded(lastPart(wanted));
		const near = last.includes('*') ? this.folders : (this.#byLast.get(last) ?? []);
		const found = near.filter((folder) => pattern.test(folded(folder)));
		const exact = found.find((folder) => folded(folder) === folded(wanted));
		return exact === undefined ? found : [exact];
	}
}
