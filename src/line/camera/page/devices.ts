/** Which cameras there are. Browsers hide their names until one has been allowed. */

export interface CameraDevice {
	readonly deviceId: string;
	/** Empty until a camera has been allowed once. */
	readonly label: string;
}

/** Empty where the browser has no cameras to offer, for example on an insecure address. */
export async function listCameras(): Promise<readonly CameraDevice[]> {
	const devices = (await mediaDevices()?.enumerateDevices()) ?? [];
	return devices
		.filter(({ kind }) => kind === 'videoinput')
		.map(({ deviceId, label }) => ({ deviceId, label }));
}

/** Calls back when a camera is plugged in or out; returns how to stop that. */
export function watchCameras(onChange: () => void): () => void {
	const devices = mediaDevices();
	devices?.addEventListener('devicechange', onChange);
	return () => devices?.removeEventListener('devicechange', onChange);
}

/** Declared as always there, but insecure pages have none. */
export const mediaDevices = (): MediaDevices | undefined =>
	(navigator as { mediaDevices?: MediaDevices }).mediaDevices;
