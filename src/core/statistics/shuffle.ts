/** Fisher and Yates's shuffle (Durstenfeld 1964). Pure; chance comes in seeded. */
import type { Random } from '../kernel/index.ts';

interface Row<Item> {
	readonly length: number;
	[place: number]: Item;
}

export function shuffleInPlace<Item>(items: Row<Item>, random: Random): void {
	for (let i = items.length - 1; i > 0; i--) {
		const j = random.index(i + 1);
		const item = items[i]!;
		items[i] = items[j]!;
		items[j] = item;
	}
}

export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
	const dealt = [...items];
	shuffleInPlace(dealt, random);
	return dealt;
}
