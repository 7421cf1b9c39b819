/** AssemblyScript to WebAssembly, for the loops of `src/line/simd`. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CommandError } from '../terminal/index.ts';

/**
 * The loops as WebAssembly; same source, same bytes. The compiler runs as a command: its types redeclare
 * the globals of the whole program.
 *
 * @param root the project's
 * @throws CommandError with the compiler's words
 */
export async function compileLoops(root: string): Promise<Uint8Array> {
	const compiler = createRequire(join(root, 'package.json')).resolve('assemblyscript/bin/asc.js');
	const folder = await mkdtemp(join(tmpdir(), 'fleeting-loops-'));
	const wasm = join(folder, 'loops.wasm');
	try {
		await promisify(execFile)(process.execPath, [
			compiler,
			'loops.as.ts',
			`--baseDir=${join(root, 'src/line/simd')}`,
			`--outFile=${wasm}`,
			'--runtime=stub',
			'--enable=simd',
			'--importMemory',
			'--initialMemory=1',
			'--optimizeLevel=3',
			'--shrinkLevel=0',
			'--noAssert',
		]);
		return await readFile(wasm);
	} catch (cause) {
		const said = (cause as { stderr?: string }).stderr ?? String(cause);
		throw new CommandError(`The loops do not compile: ${said}`, { cause });
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
