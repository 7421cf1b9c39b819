/** Hands a written file to the person: the browser's own download. Page only. */

/** This room is compiled for workers too, which have no document. */
const { document } = globalThis as unknown as {
	readonly document: {
		createElement(tag: 'a'): { href: string; download: string; click(): void };
	};
};

export function saveFile(name: string, type: string, content: string | Blob): void {
	const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
	const address = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	// The download has its own hold on the data once it has started.
	setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
