/** How much the browser lets this page keep, and whether it may throw it away by itself. Page only. */
export interface StorageRoom {
	/** Of everything this page keeps, the app's own files included; null: the browser does not say. */
	readonly usedBytes: number | null;
	readonly quotaBytes: number | null;
	/** False: the browser may delete it when room is short, or when the page was not visited for long. */
	readonly persisted: boolean;
}

export async function storageRoom(): Promise<StorageRoom> {
	try {
		const { usage, quota } = await navigator.storage.estimate();
		const persisted = await navigator.storage.persisted();
		return { usedBytes: usage ?? null, quotaBytes: quota ?? null, persisted };
	} catch {
		return { usedBytes: null, quotaBytes: null, persisted: false };
	}
}

/** Whether the browser agreed. Some ask the person, some decide by themselves. */
export async function askToPersist(): Promise<boolean> {
	try {
		return await navigator.storage.persist();
	} catch {
		return false;
	}
}
