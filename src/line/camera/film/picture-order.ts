/**
 * The pictures of a film in the order in which they are shown, with stamps that only go forward. Pure.
 *
 * Decoders hand pictures out in that order; packets lie in another one (B-frames). Between two key
 * pictures stamps are sorted; a key picture that is not later than all before it is a stamp that
 * repeats or goes back.
 */

export interface PacketStamp {
	readonly seconds: number;
	readonly durationSeconds: number;
	readonly key: boolean;
}

export interface OrderedPictures {
	/** As the container has them, in the order shown. */
	readonly stamps: Float64Array;
	/** ... made to go forward, strictly. */
	readonly seconds: Float64Array;
	/** Length of the last one. */
	readonly lastSeconds: number;
	/** Pictures before the first key picture: nothing can decode them. */
	readonly leading: number;
	/** Stamps that were those of the picture before. */
	readonly repeats: number;
	/** Stamps that were earlier than the picture before. */
	readonly backs: number;
	/** Between two pictures, usually. 0: there are fewer than two. */
	readonly periodSeconds: number;
}

/** A longer time without a picture is a hole: nothing is spread over it. */
const HOLE_S = 2;
/** So many pictures with a stray stamp, and the next go on as if nothing were. */
const STRAY = 3;

/** @param packets in the order of the file, at least one */
export function orderedPictures(packets: readonly PacketStamp[]): OrderedPictures {
	const stamps = inShownOrder(packets);
	const periodSeconds = usualStep(stamps);
	const { seconds, repeats, backs } = forward(stamps, periodSeconds);
	const firstKey = packets.findIndex(({ key }) => key);
	const last = packets.reduce((a, b) => (b.seconds >= a.seconds ? b : a));
	return {
		stamps,
		seconds,
		lastSeconds: last.durationSeconds > 0 ? last.durationSeconds : periodSeconds,
		leading: firstKey < 0 ? packets.length : firstKey,
		repeats,
		backs,
		periodSeconds,
	};
}

function inShownOrder(packets: readonly PacketStamp[]): Float64Array {
	const stamps = Float64Array.from(packets, ({ seconds }) => seconds);
	for (let from = 0, end = 0; from < packets.length; from = end) {
		end = from + 1;
		while (end < packets.length && !packets[end]!.key) end += 1;
		stamps.subarray(from, end).sort();
		const [first, before] = [stamps[from]!, stamps[from - 1]];
		if (before === undefined || first > before || packets[from]!.seconds <= before) continue;
		// Some that are coded after a key picture are shown before the last ones coded before it.
		let begin = from;
		while (begin > 0 && stamps[begin - 1]! >= first) begin -= 1;
		stamps.subarray(begin, end).sort();
	}
	return stamps;
}

function usualStep(stamps: Float64Array): number {
	const steps = new Float64Array(Math.max(0, stamps.length - 1));
	let count = 0;
	for (let at = 1; at < stamps.length; at++) {
		const step = stamps[at]! - stamps[at - 1]!;
		if (step > 0 && step <= HOLE_S) steps[count++] = step;
	}
	const known = steps.subarray(0, count).sort();
	return known[known.length >> 1] ?? 0;
}

function forward(
	stamps: Float64Array,
	period: number,
): Pick<OrderedPictures, 'seconds' | 'repeats' | 'backs'> {
	const seconds = new Float64Array(stamps.length);
	const step = period > 0 ? period : 0.001;
	let shift = 0;
	let repeats = 0;
	let backs = 0;
	let last = -Infinity;
	for (let at = 0; at < stamps.length;) {
		const here = stamps[at]! + shift;
		if (here > last) {
			last = here;
			seconds[at] = here;
			at += 1;
			continue;
		}
		const same = here === last;
		let end = at + 1;
		if (same) while (end < stamps.length && stamps[end]! + shift === last) end += 1;
		else end = straysEnd(stamps, at, last - shift, step);
		if (same) repeats += end - at;
		else backs += Math.max(1, end - at);
		if (end === at) {
			// It stays back: the next picture comes a usual step later, and so on from there.
			shift = last + step - stamps[at]!;
			continue;
		}
		// Pictures without a time of their own lie evenly between those that have one.
		const next = end < stamps.length ? stamps[end]! + shift : Infinity;
		const room = next - last;
		const spacing = room > 0 && room <= HOLE_S ? room / (end - at + 1) : step;
		for (; at < end; at++) {
			last += spacing;
			seconds[at] = last;
		}
		// What does not fit before the next picture moves it, and all after it.
		if (last >= next) shift += last + step - next;
	}
	return { seconds, repeats, backs };
}

/** End of a few stray stamps after which the film goes on where it should be; `at`: there are none. */
function straysEnd(stamps: Float64Array, at: number, last: number, step: number): number {
	for (let count = 1; count <= STRAY && at + count < stamps.length; count++) {
		const away = stamps[at + count]! - last;
		if (Math.abs(away - (count + 1) * step) < 0.5 * step) return at + count;
	}
	return at;
}
