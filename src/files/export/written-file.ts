/** A file as text, before it is saved. */
export interface WrittenFile {
	/** With folders, separated by slashes, where it is one of a folder's files. */
	readonly name: string;
	readonly type: string;
	readonly text: string;
	/** When what it says was last changed; left out: not told. */
	readonly changed?: Date;
}
