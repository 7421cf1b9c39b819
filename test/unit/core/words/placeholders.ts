/** What a text leaves open: names of its arguments, whatever their order. */
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { TYPE } from '@formatjs/icu-messageformat-parser';

export function placeholdersOf(elements: readonly MessageFormatElement[]): readonly string[] {
	const names = new Set<string>();
	const look = (some: readonly MessageFormatElement[]): void => {
		for (const element of some) {
			if (element.type === TYPE.literal || element.type === TYPE.pound) continue;
			names.add(element.value);
			if (element.type === TYPE.plural || element.type === TYPE.select) {
				for (const { value } of Object.values(element.options)) look(value);
			}
			if (element.type === TYPE.tag) look(element.children);
		}
	};
	look(elements);
	return [...names].sort();
}
