/** A browser's storage as a test has it: `kept` is what it holds. */
export const memoryStorage = (kept = new Map<string, string>()): Storage =>
	({
		getItem: (name: string) => kept.get(name) ?? null,
		setItem: (name: string, value: string) => void kept.set(name, value),
		removeItem: (name: string) => void kept.delete(name),
	}) as unknown as Storage;
