/** The quality coach: of all that could be better, the one sentence that helps most now. */
import type { FrameReport } from '../pipeline/index.ts';

export interface Advice {
	readonly level: 'stop' | 'warn' | 'note';
	readonly text: string;
}

/** Under this no event is claimed; under the next, accuracy is reduced. */
const NO_CLAIMS_FPS = 15;
const FULL_FPS = 25;
/** Mean luminance of the face, 0..255. */
const DARK = 60;
const BRIGHT = 225;
/** Source pixels a px200: below 0.8 a movement of 0.5 px200 is under half a camera pixel. */
const FAR = 0.8;
/** Frames until the measured frame rate means something. */
const SETTLED_FRAMES = 30;

export function adviceFor(report: FrameReport): Advice | null {
	const { face, quality } = report;
	if (face.state === 'none') return { level: 'stop', text: 'No face in the picture.' };
	if (quality.frames > SETTLED_FRAMES && quality.fps < NO_CLAIMS_FPS) {
		return {
			level: 'stop',
			text: `Only ${quality.fps.toFixed(0)} frames a second: too few to claim a brief movement.`,
		};
	}
	if (face.state === 'small' || face.scale < FAR) {
		return { level: 'warn', text: 'The face is far away. Come closer.' };
	}
	if (face.state === 'turned') return { level: 'warn', text: 'Please look towards the camera.' };
	if (face.light < DARK)
		return { level: 'warn', text: 'It is too dark. Some light from the front helps.' };
	if (face.light > BRIGHT) return { level: 'warn', text: 'The light is too bright on the face.' };
	if (quality.frames > SETTLED_FRAMES && quality.fps < FULL_FPS) {
		return {
			level: 'warn',
			text: `${quality.fps.toFixed(0)} frames a second: brief movements may be missed. More light often helps.`,
		};
	}
	if (face.speaking)
		return { level: 'note', text: 'Talking: movements of the mouth are harder to tell apart.' };
	if (face.count > 1) return { level: 'note', text: 'Several faces: the largest one is followed.' };
	return null;
}
