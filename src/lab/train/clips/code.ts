/** Paths of the code that decides what comes of clips. */
export const CLIPS_CODE: readonly string[] = [
	'src/core/kernel',
	'src/core/statistics',
	'src/line/align',
	'src/line/classify',
	'src/line/motion',
	'src/study/dataset',
	'src/study/evaluation',
	'src/lab/judge',
	'src/lab/train',
];
