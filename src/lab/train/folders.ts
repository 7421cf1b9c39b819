/** Where a run writes. */
export interface TrainFolders {
	/** Folder of the network. */
	readonly out: string;
	/** File of the same network in one piece. */
	readonly bundle: string;
	readonly checkpoints: string;
}
