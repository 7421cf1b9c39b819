/** The body of a response, with progress in bytes. `total` is 0 where the server does not say. */
export async function readAll(
	response: Response,
	progress: (loaded: number, total: number) => void,
): Promise<Uint8Array> {
	const total = Number(response.headers.get('content-length') ?? 0);
	const parts: Uint8Array[] = [];
	let loaded = 0;
	if (response.body === null) return new Uint8Array(await response.arrayBuffer());
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		parts.push(value);
		loaded += value.length;
		progress(loaded, Math.max(total, loaded));
	}
	const whole = new Uint8Array(loaded);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
