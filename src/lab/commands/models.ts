/** `npm run models`: prepares the face model and says which one it is. */
import { prepareFaceModel } from '../build/face-model/index.ts';
import { CommandError, runCommand } from '../terminal/index.ts';

await runCommand(async () => {
	const model = await prepareFaceModel({
		log: (sentence) => console.error(`- ${sentence}`),
	}).catch((cause: unknown) => {
		throw new CommandError(cause instanceof Error ? cause.message : String(cause), { cause });
	});
	console.log(`face model: ${model.kind}, ${model.path}, sha256 ${model.sha256}`);
	return 0;
});
