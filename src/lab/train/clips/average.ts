/** Two networks as one whose logits are the mean of theirs. */
import type { EventLogits } from '../../../line/classify/index.ts';
import { LARGEST } from '../../../line/classify/index.ts';
import type { TrainedNetwork } from '../../judge/index.ts';

export function averageLogits(
	first: readonly EventLogits[],
	second: readonly EventLogits[],
): EventLogits[] {
	const mean = (a: ArrayLike<number>, b: ArrayLike<number>): Float32Array =>
		Float32Array.from(a, (value, i) => (value + b[i]!) / 2);
	return first.map(({ rise, fall }, i) => ({
		rise: mean(rise, second[i]!.rise),
		fall: mean(fall, second[i]!.fall),
	}));
}

/** Throws where a network is too large for another one of its shape beside it. */
export function checkJoinable({ architecture: { members } }: TrainedNetwork, name: string): void {
	if (2 * members <= LARGEST.members) return;
	throw new RangeError(
		`${name} has ${members} members: with as many fresh ones there would be more than the ` +
			`${LARGEST.members} that a network may have`,
	);
}

/**
 * Members of both side by side, for the network averages over its members. Only of equal shape and
 * number: else one of the two would weigh more, or not fit.
 */
export function joinMembers(first: TrainedNetwork, second: TrainedNetwork): TrainedNetwork {
	const [a, b] = [first.architecture, second.architecture];
	if (JSON.stringify(a) !== JSON.stringify(b)) {
		throw new RangeError(
			`networks of different shape cannot be joined: ${JSON.stringify(a)} and ${JSON.stringify(b)}`,
		);
	}
	return {
		architecture: { ...a, members: 2 * a.members },
		parameters: [...first.parameters, ...second.parameters],
	};
}
