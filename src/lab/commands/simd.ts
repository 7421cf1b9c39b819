/**
 * `npm run simd`: compiles `src/line/simd/loops.as.ts` (AssemblyScript) to WebAssembly and writes it,
 * as text, to `loops-wasm.ts` beside it. To be run after every change of the loops; a test holds it.
 *
 * Exit  0 written; 1 it does not compile, with the compiler's words
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileLoops } from '../build/index.ts';
import { ROOT, runCommand } from '../terminal/index.ts';

await runCommand(async () => {
	const wasm = await compileLoops(ROOT);
	const text = `/** Made by \`npm run simd\` from \`loops.as.ts\`: WebAssembly, base64. */
export const LOOPS_WASM =
	'${Buffer.from(wasm).toString('base64')}';
`;
	await writeFile(join(ROOT, 'src/line/simd/loops-wasm.ts'), text);
	console.log(`${wasm.length} bytes of WebAssembly`);
	return 0;
});
