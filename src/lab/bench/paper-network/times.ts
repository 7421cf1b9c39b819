/** TurnTimes of things that take turns, so that what else the machine does meets all of them. */
import { median } from '../../../core/statistics/index.ts';

export interface TurnTimes {
	readonly runs: number;
	/** Medians. */
	readonly wallMs: number;
	/** Of this process: what the machine's other work does not add to; null in a browser. */
	readonly cpuMs: number | null;
}

/** Every contender once a round; one round before the first does not count. */
export async function timeInTurn<Name extends string>(
	contenders: Readonly<Record<Name, () => Promise<unknown>>>,
	rounds: number,
): Promise<Record<Name, TurnTimes>> {
	const names = Object.keys(contenders) as Name[];
	const taken = new Map(names.map((name) => [name, { wall: [] as number[], cpu: [] as number[] }]));
	for (let round = 0; round <= rounds; round++) {
		for (const name of names) {
			const cpuBefore = process.cpuUsage();
			const startedAt = performance.now();
			await contenders[name]();
			const wall = performance.now() - startedAt;
			const { user, system } = process.cpuUsage(cpuBefore);
			if (round === 0) continue;
			taken.get(name)!.wall.push(wall);
			taken.get(name)!.cpu.push((user + system) / 1000);
		}
	}
	return Object.fromEntries(
		[...taken].map(([name, { wall, cpu }]) => [
			name,
			{ runs: rounds, wallMs: rounded(median(wall)), cpuMs: rounded(median(cpu)) },
		]),
	) as Record<Name, TurnTimes>;
}

export const rounded = (value: number, digits = 0): number =>
	Math.round(value * 10 ** digits) / 10 ** digits;
