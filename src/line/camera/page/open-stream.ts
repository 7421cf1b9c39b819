/** `getUserMedia`, with the preferences of this product and every refusal by name. */
import type { FaultCode } from '../../../core/record/index.ts';
import { Fault, asFault } from '../../../core/record/index.ts';
import { mediaDevices } from './devices.ts';

/**
 * 60 frames per second where the camera can: at 30 a movement of 1/5 s has six frames. The picture stays
 * small: a face 250 px wide is enough, and more pixels cost frames.
 */
const PICTURE: MediaTrackConstraints = {
	width: { min: 320, ideal: 640, max: 1280 },
	height: { min: 240, ideal: 480, max: 720 },
	frameRate: { ideal: 60 },
};

/** The camera of that id; where it is gone, any camera. */
export async function openStream(deviceId: string | null): Promise<MediaStream> {
	const devices = mediaDevices();
	if (!window.isSecureContext) {
		throw new Fault('camera/insecure', `${location.origin} is neither https nor localhost`);
	}
	if (!devices) throw new Fault('camera/unsupported', 'no navigator.mediaDevices');
	const wishes = wishList(deviceId);
	for (const [at, video] of wishes.entries()) {
		try {
			return await devices.getUserMedia({ video, audio: false });
		} catch (error) {
			if (at < wishes.length - 1 && isUnmet(error)) continue;
			throw cameraFault(error);
		}
	}
	throw new Fault('camera/absent', 'no camera meets any wish');
}

/** From the best to what any camera can do. Facing the person only matters on phones. */
function wishList(deviceId: string | null): readonly MediaTrackConstraints[] {
	const anyCamera = [
		{ ...PICTURE, facingMode: 'user' },
		{ width: { ideal: 640 }, height: { ideal: 480 } },
	];
	if (deviceId === null || deviceId === '') return anyCamera;
	const chosen = { deviceId: { exact: deviceId } };
	return [{ ...PICTURE, ...chosen }, { frameRate: { ideal: 60 }, ...chosen }, ...anyCamera];
}

/** The device is gone, or it cannot do what was asked: a smaller wish may be met. */
const isUnmet = (error: unknown): boolean =>
	error instanceof DOMException &&
	(error.name === 'OverconstrainedError' || error.name === 'NotFoundError');

const CODES = {
	NotAllowedError: 'camera/denied',
	SecurityError: 'camera/denied',
	NotFoundError: 'camera/absent',
	OverconstrainedError: 'camera/absent',
	NotReadableError: 'camera/busy',
	AbortError: 'camera/busy',
	TypeError: 'camera/unsupported',
} as const;

/** Names as in the Media Capture specification, getUserMedia(), step "If it fails". */
function cameraFault(error: unknown): Fault {
	const name = error instanceof Error || error instanceof DOMException ? error.name : '';
	const code = CODES[name as keyof typeof CODES] ?? 'camera/unsupported';
	const fault = asFault(error, code);
	return fault.code === 'camera/denied'
		? new Fault(whoSaidNo(fault.detail), fault.detail, { cause: error })
		: fault;
}

/**
 * A person, the page around, the server, or the system: browsers have one name for all of them.
 *
 * `detail`: Chromium's words ("Permission denied by system", "Permission dismissed"); others have none
 */
function whoSaidNo(detail: string): FaultCode {
	if (/by system/i.test(detail)) return 'camera/system';
	if (/dismissed/i.test(detail)) return 'camera/dismissed';
	const embedded = window.parent !== window;
	const allowed = mayUseCamera();
	if (embedded) return allowed === false ? 'camera/embedded' : 'camera/denied';
	return allowed === false ? 'camera/forbidden' : 'camera/denied';
}

/** Whether the page's policy allows it; null: this browser does not say. */
function mayUseCamera(): boolean | null {
	const { permissionsPolicy, featurePolicy } = document as {
		permissionsPolicy?: Policy;
		featurePolicy?: Policy;
	};
	return (permissionsPolicy ?? featurePolicy)?.allowsFeature('camera') ?? null;
}

/** Not in lib.dom. */
interface Policy {
	allowsFeature(name: string): boolean;
}
