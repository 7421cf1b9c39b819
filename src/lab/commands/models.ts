/** `npm run models`: prepares the face model and says which one it is. */
import { prepareFaceModel } from '../build/face-model/index.ts';

try {
	const model = await prepareFaceModel({ log: (sentence) => console.error(`- ${sentence}`) });
	console.log(`face model: ${model.kind}, ${model.path}, sha256 ${model.sha256}`);
} catch (error) {
	console.error(error instanceof Error ? error.message : String(error));
	process.exitCode = 1;
}
