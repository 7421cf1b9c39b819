/**
 * When a movement rose and fell, to a fraction of a frame: a time course fitted to all its frames.
 *
 * A threshold sees the two frames beside it, noise and all. The way of every frame says more: a rise, a
 * plateau and a fall in half cosines are fitted to it, from one level to another,
 *
 *   y(t) = base + size · up(t) + left · down(t)
 *
 * The levels are solved for; the four times are searched for one after the other, in ever finer steps
 * around a guess.
 *
 * Cost  some hundred sums over two dozen frames; runs for candidates only
 */

/** The four times of a movement, ms: it rises from `leaves` to `arrives`, falls from `turns` to `back`. */
export interface TimeCourse {
	readonly leaves: number;
	readonly arrives: number;
	readonly turns: number;
	readonly back: number;
}

const NAMES = ['leaves', 'arrives', 'turns', 'back'] as const;
/** Steps of the search, frame periods; each is taken until it no longer helps. */
const STEPS = [1, 0.5, 0.25] as const;
const MOST_ROUNDS = 4;
/** A rise or a fall takes at least this long, frame periods. */
const SHORTEST = 1.2;
/** What a squared period away from the guess costs, share of the guess's misfit. */
const PULL = 0.01;

/** Share of a half cosine's duration in which it goes 2 % of its way, all but 1 %, all but 5 %. */
const LEAVES_AT = 0.09;
const TOP_AT = 0.936;
const BACK_AT = 0.856;
/** The three levels cannot be told apart. */
const SINGULAR = 1e-9;

/**
 * @param times  of the frames, ms, ascending
 * @param values how far each is along the movement, any unit
 */
export function fitTimeCourse(
	times: readonly number[],
	values: readonly number[],
	guess: TimeCourse,
): TimeCourse {
	const period = (times.at(-1)! - times[0]!) / (times.length - 1);
	const pull = PULL * misfit(times, values, guess);
	const costOf = (course: TimeCourse): number => {
		const { leaves, arrives, turns, back } = course;
		const shortest = SHORTEST * period;
		if (arrives - leaves < shortest || turns < arrives || back - turns < shortest) return Infinity;
		let away = 0;
		for (const name of NAMES) away += ((course[name] - guess[name]) / period) ** 2;
		return misfit(times, values, course) + pull * away;
	};
	// A flank of one frame is none yet: the search begins with the shortest there is.
	let best: TimeCourse = {
		...guess,
		leaves: Math.min(guess.leaves, guess.arrives - SHORTEST * period),
		back: Math.max(guess.back, guess.turns + SHORTEST * period),
	};
	let least = costOf(best);
	for (const step of STEPS) {
		for (let round = 0; round < MOST_ROUNDS; round++) {
			const before = least;
			for (const name of NAMES) {
				for (const by of [-step * period, step * period]) {
					const tried = { ...best, [name]: best[name] + by };
					const cost = costOf(tried);
					if (!(cost < least)) continue;
					least = cost;
					best = tried;
				}
			}
			if (least === before) break;
		}
	}
	return best;
}

/**
 * Times of the key frames, ms: it has left (2 % of the way), the middle of its top (within 1 %), it is
 * back (within 5 %).
 */
export function keyTimesOf({ leaves, arrives, turns, back }: TimeCourse): {
	readonly leaves: number;
	readonly top: number;
	readonly isBack: number;
} {
	const rise = arrives - leaves;
	const fall = back - turns;
	return {
		leaves: leaves + LEAVES_AT * rise,
		top: (leaves + TOP_AT * rise + turns + (1 - TOP_AT) * fall) / 2,
		isBack: turns + BACK_AT * fall,
	};
}

/** Sum of squares that the course leaves, its three levels being the best ones. */
function misfit(
	times: readonly number[],
	values: readonly number[],
	{ leaves, arrives, turns, back }: TimeCourse,
): number {
	const n = times.length;
	let u1 = 0;
	let d1 = 0;
	let uu = 0;
	let ud = 0;
	let dd = 0;
	let y1 = 0;
	let yu = 0;
	let yd = 0;
	let yy = 0;
	for (let i = 0; i < n; i++) {
		const up = halfCosine((times[i]! - leaves) / (arrives - leaves));
		const down = halfCosine((times[i]! - turns) / (back - turns));
		const y = values[i]!;
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
	// The base goes out first; two unknowns are left.
	uu -= (u1 * u1) / n;
	ud -= (u1 * d1) / n;
	dd -= (d1 * d1) / n;
	yu -= (y1 * u1) / n;
	yd -= (y1 * d1) / n;
	yy -= (y1 * y1) / n;
	const det = uu * dd - ud * ud;
	if (!(det > SINGULAR)) return Infinity;
	const size = (yu * dd - yd * ud) / det;
	const left = (yd * uu - yu * ud) / det;
	return yy - size * yu - left * yd;
}

const halfCosine = (share: number): number =>
	share <= 0 ? 0 : share >= 1 ? 1 : 0.5 - 0.5 * Math.cos(Math.PI * share);
