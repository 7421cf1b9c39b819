/**
 * Whether a session is being recorded by someone who is alive: the browser lets go of the lock when a
 * tab or its worker ends, however it ends. Worker only.
 */
export interface HeldLock {
	release(): void;
}

const nameOf = (id: string): string => `fleeting-session/${id}`;

/** Null: someone else holds it. Browsers without locks let everyone have it. */
export function takeLock(id: string): Promise<HeldLock | null> {
	const locks = (navigator as { locks?: LockManager }).locks;
	if (locks === undefined) return Promise.resolve({ release: () => {} });
	return new Promise((resolve, reject) => {
		locks
			.request(nameOf(id), { ifAvailable: true }, (lock) => {
				if (lock === null) {
					resolve(null);
					return undefined;
				}
				return new Promise<void>((release) => resolve({ release }));
			})
			.catch(reject);
	});
}
