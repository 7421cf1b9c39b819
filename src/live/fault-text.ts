/** Every fault in words: what happened, and the ways out. The compiler sees that none is missing. */
import type { FaultCode } from '../kernel/index.ts';

/** What a button under the text does. */
export type WayOut = 'retry' | 'actor' | 'file' | 'restart' | 'continue';

export interface FaultText {
	readonly title: string;
	readonly body: string;
	readonly ways: readonly WayOut[];
}

export const WAY_WORDS: Readonly<Record<WayOut, string>> = {
	retry: 'Try again',
	actor: 'Watch the actor',
	file: 'Open a video',
	restart: 'Restart the measurement',
	continue: 'Go on without it',
};

export const FAULT_TEXT: Readonly<Record<FaultCode, FaultText>> = {
	'camera/absent': {
		title: 'No camera found',
		body: 'Plug in a camera and try again. Without one you can watch the built-in actor or open a video file.',
		ways: ['retry', 'actor', 'file'],
	},
	'camera/denied': {
		title: 'The camera is not allowed',
		body: 'Click the camera or lock sign beside the address, set Camera to “Allow”, then try again. If nothing is offered there, the system settings or an administrator decide. The picture never leaves this device.',
		ways: ['retry', 'actor', 'file'],
	},
	'camera/busy': {
		title: 'Another program is using the camera',
		body: 'Close video calls and other tabs that show your camera, then try again.',
		ways: ['retry', 'actor', 'file'],
	},
	'camera/ended': {
		title: 'The camera went away',
		body: 'It was unplugged or its permission was taken back. What was measured so far is kept. Plug it in again to go on.',
		ways: ['retry', 'actor', 'file'],
	},
	'camera/frozen': {
		title: 'The camera stopped sending pictures',
		body: 'It is still there but no new picture comes. Opening it again usually helps; otherwise unplug it and plug it in.',
		ways: ['retry', 'actor', 'file'],
	},
	'camera/insecure': {
		title: 'This address may not use a camera',
		body: 'Browsers give the camera only to https addresses and to localhost. Open the app there, or work with the actor or a video file.',
		ways: ['actor', 'file'],
	},
	'camera/unsupported': {
		title: 'This browser cannot hand over camera pictures',
		body: 'A current Chrome, Edge, Safari or Firefox can. Here, the actor or a video file may still work.',
		ways: ['retry', 'actor', 'file'],
	},
	'file/empty': {
		title: 'The file is empty',
		body: 'It holds no data at all. Perhaps copying it was interrupted.',
		ways: ['file'],
	},
	'file/not-video': {
		title: 'This is not a video we can read',
		body: 'No video track was found in it. MP4, WebM, MOV and Matroska files work.',
		ways: ['file'],
	},
	'file/undecodable': {
		title: 'This browser cannot decode the video',
		body: 'The file is fine, its coding is not known here (HEVC is the usual case). Convert it to H.264, VP9 or AV1.',
		ways: ['file'],
	},
	'file/broken': {
		title: 'The video breaks off',
		body: 'It could not be decoded to its end. What was measured up to there is shown below.',
		ways: ['file', 'retry'],
	},
	'file/too-small': {
		title: 'The picture is too small',
		body: 'A face needs some hundred pixels of width before such small movements can be measured.',
		ways: ['file'],
	},
	'file/too-short': {
		title: 'The video is too short',
		body: 'It has too few frames to hold a movement and the rest before and after it.',
		ways: ['file'],
	},
	'file/no-face': {
		title: 'No face in this video',
		body: 'It was read to the end, but no face was found in any frame. The face should look roughly at the camera and not be tiny.',
		ways: ['file'],
	},
	'landmarks/webgl': {
		title: 'Graphics (WebGL 2) is switched off',
		body: 'Finding the face needs WebGL 2. Switch on hardware acceleration in the browser’s settings, update the browser or try another one.',
		ways: ['restart'],
	},
	'landmarks/model': {
		title: 'The face model could not be read',
		body: 'A file of the app is missing or damaged. Reload once with a connection to where the app came from.',
		ways: ['restart'],
	},
	'landmarks/failed': {
		title: 'Finding the face failed',
		body: 'The face tracker stopped with an error. A restart takes a few seconds; what was measured so far is kept.',
		ways: ['restart'],
	},
	'gpu/absent': {
		title: 'Nothing here can run the network',
		body: 'Neither WebGPU nor WebGL nor WebAssembly could be started for the network. Movements are still found, without action units and reading.',
		ways: ['restart', 'continue'],
	},
	'gpu/lost': {
		title: 'The graphics processor was lost',
		body: 'The system took it away and it did not come back. A restart usually finds it again.',
		ways: ['restart', 'continue'],
	},
	'model/missing': {
		title: 'No trained network is loaded',
		body: 'Movements are found and measured, but not put into words: the weights of the network are not there.',
		ways: ['continue', 'restart'],
	},
	'model/mismatch': {
		title: 'The network’s weights do not fit',
		body: 'The weight file was made for another version. Movements are found and measured, but not put into words.',
		ways: ['continue', 'restart'],
	},
	'storage/full': {
		title: 'This device has no space left',
		body: 'The app could not be stored for offline use, or a file could not be saved. Free some space; measuring goes on without it.',
		ways: ['continue'],
	},
	'worker/crashed': {
		title: 'The measurement stopped',
		body: 'The part that measures ended unexpectedly. A restart takes a few seconds; what was measured so far is kept.',
		ways: ['restart'],
	},
};
