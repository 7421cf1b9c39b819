/** AssemblyScript to WebAssembly, for the loops of `src/line/simd`. */
import { join } from 'node:path';
import asc from 'assemblyscript/asc';
import { CommandError } from '../terminal/index.ts';

/**
 * The loops as WebAssembly; same source, same bytes.
 *
 * @param root the project's
 * @throws CommandError with the compiler's words
 */
export async function compileLoops(root: string): Promise<Uint8Array> {
	let wasm = new Uint8Array();
	const said: string[] = [];
	const { error } = await asc.main(
		[
			'loops.as.ts',
			`--baseDir=${join(root, 'src/line/simd')}`,
			'--outFile=loops.wasm',
			'--runtime=stub',
			'--enable=simd',
			'--importMemory',
			'--initialMemory=1',
			'--optimizeLevel=3',
			'--shrinkLevel=0',
			'--noAssert',
		],
		{
			stderr: { write: (text) => said.push(String(text)) },
			writeFile: (name, contents) => {
				if (name === 'loops.wasm' && typeof contents !== 'string') wasm = new Uint8Array(contents);
			},
		},
	);
	if (error !== null) throw new CommandError(`The loops do not compile: ${said.join('')}`);
	return wasm;
}
