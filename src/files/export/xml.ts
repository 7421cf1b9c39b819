/** Text for XML and HTML documents. */

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

/** For text and attributes; what XML 1.0 cannot hold at all becomes U+FFFD. */
export const escaped = (text: string): string =>
	text
		.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd')
		.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
