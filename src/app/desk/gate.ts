/** A promise and the key to it. (`Promise.withResolvers` is too young for our browsers.) */
export class Gate {
	open!: () => void;
	readonly passed = new Promise<void>((resolve) => (this.open = resolve));
}
