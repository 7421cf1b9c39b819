/** Paths of the code that decides what comes of clips. */
export const CLIPS_CODE: readonly string[] = [
	...['src/train', 'src/classify', 'src/kernel', 'src/align', 'src/motion', 'src/dataset'],
];
