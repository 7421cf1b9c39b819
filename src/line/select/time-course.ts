/**
 * When a movement rose and fell, to a fraction of a frame: its time course fitted to all frames.
 *
 * A threshold sees the two frames beside it, noise and all. The way of every frame around the movement
 * says more: it is fitted with a rise, a plateau and a fall in half cosines, from one level to another,
 *
 *   y(t) = base + size · up(t) + left · down(t)
 *
 * with the three levels solved for and the four times searched for, one after the other, in ever finer
 * steps around where the thresholds put them.
 *
 * Cost  some hundred sums over two dozen frames; runs for candidates only
 */

/** The four times of a movement, ms: it rises from `leaves` to `arrives` and falls from `turns` to `back`. */
export interface TimeCourse {
	leaves: number;
	arrives: number;
	turns: number;
	back: number;
}

/** Steps of the search, frame periods; each is tried in both directions until none helps. */
const STEPS = [1, 0.5, 0.25] as const;
const MOST_ROUNDS = 4;
/** A rise or a fall takes at least this long, frame periods. */
const SHORTEST = 1.2;
/** Pull towards the guess, share of the first sum of squares a squared period. */
const PULL = 0.01;

/** Share of a rise in half a cosine, `x` 0..1 of its duration. */
const halfCosine = (x: number): number => (x <= 0 ? 0 : x >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * x));

/**
 * @param times  of the frames, ms, ascending
 * @param values how far each is along the movement, any unit
 * @param guess  is changed into the fit
 * @param period of a frame, ms
 */
export function fitTimeCourse(
	times: readonly number[],
	values: readonly number[],
	guess: TimeCourse,
	period: number,
): void {
	const start = { ...guess };
	const NAMES = ['leaves', 'arrives', 'turns', 'back'] as const;
	const first = misfit(times, values, guess);
	const cost = (): number => {
		const { leaves, arrives, turns, back } = guess;
		const least = SHORTEST * period;
		if (arrives - leaves < least || turns < arrives || back - turns < least) return Infinity;
		let away = 0;
		for (const name of NAMES) away += ((guess[name] - start[name]) / period) ** 2;
		return misfit(times, values, guess) + PULL * first * away;
	};
	let best = cost();
	for (const step of STEPS) {
		for (let round = 0; round < MOST_ROUNDS; round++) {
			let better = false;
			for (const name of NAMES) {
				for (const sign of [-1, 1]) {
					const before = guess[name];
					guess[name] += sign * step * period;
					const now = cost();
					if (now < best) {
						best = now;
						better = true;
					} else guess[name] = before;
				}
			}
			if (!better) break;
		}
	}
}

/** Sum of squares that the course leaves, its three levels being the best ones. */
function misfit(
	times: readonly number[],
	values: readonly number[],
	{ leaves, arrives, turns, back }: TimeCourse,
): number {
	let n = 0;
	let u1 = 0;
	let d1 = 0;
	let uu = 0;
	let ud = 0;
	let dd = 0;
	let y1 = 0;
	let yu = 0;
	let yd = 0;
	let yy = 0;
	for (let i = 0; i < times.length; i++) {
		const t = times[i]!;
		const up = halfCosine((t - leaves) / (arrives - leaves));
		const down = halfCosine((t - turns) / (back - turns));
		const y = values[i]!;
		n += 1;
		u1 += up;
		d1 += down;
		uu += up * up;
		ud += up * down;
		dd += down * down;
		y1 += y;
		yu += y * up;
		yd += y * down;
		yy += y * y;
	}
	// Out with the base, then two unknowns.
	uu -= (u1 * u1) / n;
	ud -= (u1 * d1) / n;
	dd -= (d1 * d1) / n;
	yu -= (y1 * u1) / n;
	yd -= (y1 * d1) / n;
	yy -= (y1 * y1) / n;
	const det = uu * dd - ud * ud;
	if (det < 1e-9) return Infinity;
	const size = (yu * dd - yd * ud) / det;
	const left = (yd * uu - yu * ud) / det;
	return yy - size * yu - left * yd;
}
