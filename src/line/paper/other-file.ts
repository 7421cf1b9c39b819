/**
 * What people bring where a network's file is expected, called by its name: checkpoints, web pages
 * saved instead of a download, pointers of Git LFS, other programs' networks.
 *
 * In    the file; its first and last bytes are looked at
 * Out   what it is and what makes the right file of it, each on a line: a line that begins with `$ ` is
 *       a command for a terminal. Null: it may be a network
 * Rule  nothing of it is run or unpacked
 */

const START_BYTES = 4096;
/** Where a zip keeps its table of contents. */
const END_BYTES = 2 ** 16;

export async function otherFile(file: Blob, name: string): Promise<string | null> {
	const start = new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
	if (start.length === 0) {
		return 'it is empty (0 bytes): copying or downloading it was probably interrupted, so fetch it again';
	}
	if (begins(start, 'PK\x03\x04') || begins(start, 'PK\x05\x06')) {
		const end = new Uint8Array(await file.slice(-END_BYTES).arrayBuffer());
		return zipped(latin(start) + latin(end), name);
	}
	return binary(start, name) ?? texted(latin(start).replace(/^ï»¿/, '').trimStart(), name);
}

const STATE_DICT = 'the state dict of the paper’s network';

/** Names with anything but these are quoted otherwise in every terminal. */
const quoted = (name: string, otherwise: string): string =>
	/^[\w][\w.-]*$/.test(name) ? name : otherwise;

const stem = (name: string): string => quoted(name, 'IN.pt').replace(/\.[^.]*$/, '');

/** A checkpoint holds tensors that share memory, which safetensors does not, and often more beside. */
const saved = (name: string): string =>
	`$ python -c "import sys, torch; from safetensors.torch import save_file; d = torch.load(sys.argv[1], map_location='cpu', weights_only=True); d = next((d[k] for k in ('state_dict', 'model_state_dict', 'model') if k in d), d); save_file({k: v.clone().contiguous() for k, v in d.items()}, sys.argv[2])" ${quoted(name, 'IN.pt')} ${stem(name)}.safetensors`;

const checkpoint = (what: string, name: string): string =>
	[
		`it is ${what}, which can run programs and is not opened here: save its state dict as safetensors (pip install torch safetensors)`,
		saved(name),
	].join('\n');

/** Of another framework: names and shapes do not carry over. */
const converted = (what: string): string =>
	`it is ${what}: ${STATE_DICT} is needed, from the PyTorch model that it was made of, saved with safetensors.torch.save_file(model.state_dict(), "OUT.safetensors")`;

function zipped(names: string, name: string): string {
	if (/\/constants\.pkl/.test(names)) {
		return [
			'it is a program of PyTorch (TorchScript), which is not opened here: save its state dict as safetensors (pip install torch safetensors)',
			`$ python -c "import sys, torch; from safetensors.torch import save_file; save_file({k: v.clone().contiguous() for k, v in torch.jit.load(sys.argv[1], map_location='cpu').state_dict().items()}, sys.argv[2])" ${quoted(name, 'IN.pt')} ${stem(name)}.safetensors`,
		].join('\n');
	}
	if (/(?:^|\/|[^\w])data\.pkl/.test(names)) {
		return checkpoint('a checkpoint of PyTorch (.pt, .pth)', name);
	}
	if (/model\.weights\.h5/.test(names)) return converted('a network of Keras (.keras)');
	if (/\.tflite/.test(names)) return converted('a bundle of TensorFlow Lite models (.task)');
	if (/\.npy/.test(names)) return converted('an archive of NumPy arrays (.npz)');
	if (/session\.json/.test(names)) {
		return 'it is a session that this program saved, not a network: open it in Review';
	}
	return 'it is a zip: unpack it, and choose the .safetensors or .json file in it';
}

/** PyTorch's magic number, as its first pickle holds it. */
const LEGACY = '\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19';

function binary(start: Uint8Array, name: string): string | null {
	// The length of a header: no other format here has zeros in these places.
	if (start[8] === 0x7b && start.subarray(4, 8).every((byte) => byte === 0)) return null;
	if (start[0] === 0x80 && start[1]! >= 2 && start[1]! <= 5) {
		return latin(start.subarray(0, 32)).includes(LEGACY)
			? checkpoint('a checkpoint of an old PyTorch (.pt, .pth)', name)
			: checkpoint('a pickle of Python, as older checkpoints of PyTorch (.pt, .pth) are', name);
	}
	for (const [signature, at, said] of SIGNATURES) {
		if (begins(start.subarray(at), signature)) return said;
	}
	if (isOnnx(start)) return converted('a network for ONNX (.onnx)');
	return null;
}

const ARCHIVE =
	'it is a packed archive: unpack it, and choose the .safetensors or .json file in it';
const FILM = 'it is a video, not a network: open it in Analyze';
const PICTURE = 'it is a picture, not a network';

const SIGNATURES: readonly (readonly [signature: string, at: number, said: string])[] = [
	['TFL3', 4, converted('a network for TensorFlow Lite (.tflite)')],
	['\x89HDF\r\n\x1a\n', 0, converted('an HDF5 file, as Keras saves networks (.h5)')],
	['\x89HDF\r\n\x1a\n', 512, converted('an HDF5 file, as MATLAB saves (.mat)')],
	['MATLAB ', 0, converted('a file of MATLAB (.mat)')],
	['\x93NUMPY', 0, converted('an array of NumPy (.npy)')],
	['GGUF', 0, converted('a network for llama.cpp (.gguf)')],
	['\x1f\x8b', 0, ARCHIVE],
	['7z\xbc\xaf\x27\x1c', 0, ARCHIVE],
	['Rar!', 0, ARCHIVE],
	['\xfd7zXZ\x00', 0, ARCHIVE],
	['BZh', 0, ARCHIVE],
	['ustar', 257, ARCHIVE],
	['ftyp', 4, FILM],
	['\x1a\x45\xdf\xa3', 0, FILM],
	['\x89PNG', 0, PICTURE],
	['\xff\xd8\xff', 0, PICTURE],
	['%PDF', 0, 'it is a PDF, not a network'],
];

/** The version of the format, then who made it or what is in it. */
const isOnnx = (start: Uint8Array): boolean =>
	start[0] === 8 &&
	start[1]! > 0 &&
	start[1]! < 32 &&
	[0x12, 0x1a, 0x22, 0x3a, 0x42].includes(start[2]!);

function texted(start: string, name: string): string | null {
	if (/^version https:\/\/git-lfs\.github\.com\/spec\//.test(start)) {
		return [
			'it is the pointer that Git LFS leaves in place of a file: fetch the file itself, in its checkout',
			`$ git lfs pull --include "${quoted(name, '*.safetensors')}"`,
		].join('\n');
	}
	if (/^(?:\.\.\/)*(?:\/|\.git\/)annex\/objects\//.test(start)) {
		return [
			'it is the pointer that git-annex (DataLad) leaves in place of a file: fetch the file itself, in its data set',
			`$ git annex get ${quoted(name, 'FILE')}`,
		].join('\n');
	}
	if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(start)) {
		return 'it is a web page (HTML), saved in place of the file: on the page, use its download button (Hugging Face: the arrow beside the file; GitHub: “Download raw file”; Google Drive: “Download anyway”), and sign in first where it asks to';
	}
	if (start.startsWith('<')) return 'it is XML, not a network';
	if (!start.startsWith('{')) return null;
	if (start.includes('"weight_map"')) {
		return 'it is the index of weights that lie in several files, and has none itself: load the network in PyTorch and save it in one with safetensors.torch.save_file(model.state_dict(), "OUT.safetensors")';
	}
	if (/"(?:modelTopology|weightsManifest)"/.test(start)) {
		return converted('a network for TensorFlow.js (model.json)');
	}
	if (start.includes('"fleeting-session/')) {
		return 'it is a session that this program saved, not a network: open it in Review';
	}
	return null;
}

const begins = (bytes: Uint8Array, signature: string): boolean =>
	bytes.length >= signature.length &&
	[...signature].every((letter, at) => bytes[at] === letter.charCodeAt(0));

/** A letter for each byte. */
const latin = (bytes: Uint8Array): string => {
	let text = '';
	for (let at = 0; at < bytes.length; at += 4096) {
		text += String.fromCharCode(...bytes.subarray(at, at + 4096));
	}
	return text;
};
