/** Opening a file's video track, with the right fault for each way it can be unusable. */
import type { Input, InputVideoTrack } from 'mediabunny';
import { UnsupportedInputFormatError } from 'mediabunny';
import { Fault } from '../../../core/record/index.ts';
import { checkSize } from '../worker/picture-size.ts';

export async function openTrack(input: Input): Promise<InputVideoTrack> {
	const track = await firstVideoTrack(input);
	checkSize(await track.getDisplayWidth(), await track.getDisplayHeight());
	if (!(await track.canDecode())) {
		const codec = (await track.getCodecParameterString()) ?? (await ownName(track));
		throw new Fault('file/undecodable', codec);
	}
	return track;
}

async function firstVideoTrack(input: Input): Promise<InputVideoTrack> {
	try {
		await input.getFormat();
	} catch (error) {
		if (error instanceof UnsupportedInputFormatError) {
			throw new Fault('file/not-video', 'no known video format', { cause: error });
		}
		throw new Fault('file/broken', messageOf(error), { cause: error });
	}
	try {
		const track = await input.getPrimaryVideoTrack();
		if (track) return track;
		const tracks = await input.getTracks();
		// A film that was cut off before its index was written has a format and nothing in it.
		if (tracks.length === 0) throw new Fault('file/no-index', 'the index of the video is missing');
		throw new Fault('file/sound-only', 'there is sound but no picture');
	} catch (error) {
		if (error instanceof Fault) throw error;
		throw new Fault('file/broken', messageOf(error), { cause: error });
	}
}

/** What the file calls a codec that has no name elsewhere: `apcn`, `V_MPEG2`. */
async function ownName(track: InputVideoTrack): Promise<string> {
	const name = await track.getInternalCodecId();
	return typeof name === 'string' ? name : 'unknown codec';
}

const messageOf = (error: unknown): string =>
	error instanceof Error ? error.message : String(error);
