/** A file that is no film for browsers, called by what it is. */
import { Fault, namedContent } from '../../../core/record/index.ts';

/** The same fault, or one that says what the file holds, where its first bytes tell. */
export async function saidContent(file: Blob, fault: Fault): Promise<Fault> {
	if (fault.code !== 'file/not-video') return fault;
	const start = await file.slice(0, 32).arrayBuffer();
	const content = namedContent(new Uint8Array(start));
	if (content === null) return fault;
	const code = content.film ? 'file/other-container' : 'file/not-video';
	return new Fault(code, content.name, { cause: fault });
}
