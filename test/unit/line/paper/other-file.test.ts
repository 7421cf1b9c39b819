/** What people bring in place of a network's file: each called by its name, with what makes the right one. */
import { execFileSync } from 'node:child_process';
import { zipSync } from 'fflate';
import { describe, expect, it, test } from 'vitest';
import { otherFile } from '../../../../src/line/paper/index.ts';
import { writeSafetensors } from '../../../../src/line/paper/safetensors.ts';
import { floatTensor } from '../../../support/formula-weights.ts';

const latin = (text: string): Uint8Array<ArrayBuffer> =>
	Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const zip = (...names: readonly string[]): Uint8Array<ArrayBuffer> =>
	new Uint8Array(zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(9000)]))));
const said = (bytes: Uint8Array<ArrayBuffer>, name = 'best.pt'): Promise<string | null> =>
	otherFile(new Blob([bytes]), name);

const SAVE = 'safetensors.torch.save_file(model.state_dict(), "OUT.safetensors")';
const COMMAND = / best\.pt best\.safetensors$/;

test.each([
	[
		'torch.save',
		zip('best/data.pkl', 'best/version', 'best/data/0'),
		'a checkpoint of PyTorch',
		COMMAND,
	],
	[
		'torch.save, data first',
		zip('archive/data/0', 'archive/data.pkl'),
		'a checkpoint of PyTorch',
		COMMAND,
	],
	[
		'torch.jit',
		zip('m/data.pkl', 'm/constants.pkl'),
		'a program of PyTorch (TorchScript)',
		COMMAND,
	],
	[
		'torch.save of before 1.6',
		latin('\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.'),
		'an old PyTorch',
		COMMAND,
	],
	['pickle.dump', latin('\x80\x04\x95\x0a\x00'), 'a pickle of Python', COMMAND],
	['Keras 3', zip('metadata.json', 'model.weights.h5'), 'a network of Keras', SAVE],
	[
		'Keras',
		latin('\x89HDF\r\n\x1a\n\x00\x00'),
		'an HDF5 file, as Keras saves networks (.h5)',
		SAVE,
	],
	['MATLAB', latin('MATLAB 5.0 MAT-file, Platform'), 'a file of MATLAB (.mat)', SAVE],
	['MATLAB 7.3', latin(`${'\0'.repeat(512)}\x89HDF\r\n\x1a\n`), 'as MATLAB saves', SAVE],
	['NumPy', zip('arr_0.npy'), 'an archive of NumPy arrays', SAVE],
	['an array', latin('\x93NUMPY\x01\x00v\x00'), 'an array of NumPy (.npy)', SAVE],
	['ONNX', latin('\x08\x07\x12\x07pytorch\x1a\x052.1.0:'), 'a network for ONNX (.onnx)', SAVE],
	['TensorFlow Lite', latin('\x1c\0\0\0TFL3\x14\0'), 'for TensorFlow Lite (.tflite)', SAVE],
	['MediaPipe', zip('face_landmarks_detector.tflite'), 'TensorFlow Lite models (.task)', SAVE],
	[
		'TensorFlow.js',
		latin('{"format":"layers-model","modelTopology":{}}'),
		'for TensorFlow.js',
		SAVE,
	],
	['shards', latin('{"metadata":{"total_size":9},"weight_map":{}}'), 'the index of weights', SAVE],
	['a page', latin('\n<!DOCTYPE html>\n<html><head>'), 'a web page (HTML)', 'download button'],
	['a page with a mark', latin('ï»¿<HTML lang="en">'), 'a web page (HTML)', 'download button'],
	['XML', latin('<?xml version="1.0"?><Error><Code>AccessDenied'), 'it is XML', 'not a network'],
	['a session', zip('session.json', 'frames.csv'), 'a session that this program saved', 'Review'],
	['a session’s text', latin('{"format":"fleeting-session/1"}'), 'a session that', 'Review'],
	['any zip', zip('a.txt'), 'it is a zip', 'unpack it, and choose the .safetensors or .json'],
	['an empty zip', new Uint8Array(zipSync({})), 'it is a zip', 'unpack it'],
	['gzip', latin('\x1f\x8b\x08\0'), 'a packed archive', 'unpack it'],
	['tar', latin(`${'a'.repeat(257)}ustar`), 'a packed archive', 'unpack it'],
	['a film', latin('\0\0\0\x20ftypisom'), 'it is a video', 'open it in Analyze'],
	['a picture', latin('\x89PNG\r\n'), 'it is a picture', 'not a network'],
	['nothing', latin(''), 'it is empty (0 bytes)', 'fetch it again'],
] as const)('%s', async (_what, bytes, name, way) => {
	const text = await said(bytes);
	expect(text).toContain(name);
	expect(text).toMatch(
		typeof way === 'string' ? new RegExp(way.replaceAll(/[.()]/g, '\\$&')) : way,
	);
});

test('pointers in place of a file name the command that fetches it', async () => {
	const lfs = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 51172012\n';
	expect(await said(latin(lfs), 'fold.safetensors')).toMatch(
		/^it is the pointer that Git LFS leaves.*\n\$ git lfs pull --include "fold\.safetensors"$/,
	);
	const annex = '/annex/objects/MD5E-s51172012--4d7a.safetensors\n';
	expect(await said(latin(annex), 'fold.safetensors')).toMatch(
		/^it is the pointer that git-annex .*\n\$ git annex get fold\.safetensors$/,
	);
});

describe('a command', () => {
	it('holds no name that a terminal would read otherwise', async () => {
		for (const name of ['a b.pt', '$(rm -rf ~).pt', '-c.pt', '"; ls', 'f`x`.pt', '']) {
			const text = await said(zip('best/data.pkl'), name);
			expect(text).toMatch(/ IN\.pt IN\.safetensors$/);
		}
	});

	it.runIf(hasPython())(
		'is Python that runs: a checkpoint of PyTorch becomes its state dict',
		async () => {
			const text = (await said(zip('best/data.pkl')))!;
			const code = /-c "(.*)" best\.pt/.exec(text)![1]!;
			// Stands in for the packages: what is asked of them, and what they are given.
			const stand = [
				'import sys, types',
				'class T:',
				'  def clone(self): return self',
				'  def contiguous(self): return "whole"',
				'torch = types.ModuleType("torch")',
				'torch.load = lambda path, map_location, weights_only: {"epoch": 3, "state_dict": {"a": T()}}',
				'safe = types.ModuleType("safetensors"); safet = types.ModuleType("safetensors.torch")',
				'safet.save_file = lambda tensors, path: print(tensors, path)',
				'sys.modules.update({"torch": torch, "safetensors": safe, "safetensors.torch": safet})',
				'sys.argv = ["-c", "best.pt", "best.safetensors"]',
				`exec(${JSON.stringify(code)})`,
			].join('\n');
			const out = execFileSync('python3', ['-c', stand], { encoding: 'utf8' });
			expect(out).toBe("{'a': 'whole'} best.safetensors\n");
		},
	);
});

function hasPython(): boolean {
	try {
		execFileSync('python3', ['--version'], { stdio: 'ignore' });
		return true;
	} catch {
		return false;
	}
}

test('networks are let through: safetensors, a bundle, and what only looks like another', async () => {
	const tensors = writeSafetensors([
		floatTensor('PK\x03\x04<html>data.pkl', [1], new Float32Array(1)),
	]);
	expect(await said(tensors)).toBeNull();
	expect(await said(latin('{"format":"fleeting-network-bundle/1","model":{}}'))).toBeNull();
	expect(await said(latin('Dear Sir'))).toBeNull();
	// A header of 0x0480 bytes begins like a pickle, one of 8 like ONNX.
	for (const length of ['\x80\x04', '\x08\x12']) {
		expect(await said(latin(`${length}\0\0\0\0\0\0{"a":`))).toBeNull();
	}
});
