/** Unique, and in order of time: `20261123T201500-3f9a2c`. */
export function newSessionId(at: Date = new Date()): string {
	const time = at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
	const chance = [...crypto.getRandomValues(new Uint8Array(3))];
	return `${time}-${chance.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
