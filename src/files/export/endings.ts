/** How names of pictures and videos end that are kept with a session. */
const ENDINGS: Readonly<Record<string, string>> = {
	'image/jpeg': 'jpg',
	'image/webp': 'webp',
	'image/png': 'png',
	'video/webm': 'webm',
	'video/mp4': 'mp4',
	'video/quicktime': 'mov',
	'video/x-matroska': 'mkv',
};

export const endingOf = (type: string): string => ENDINGS[type.split(';')[0]!.trim()] ?? 'bin';
