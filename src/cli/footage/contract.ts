/** What a trainer and its worker in Chromium say to each other. Types only. */

export type FootageOrder =
	| {
			readonly kind: 'prepare';
			/** Address of the folder with MediaPipe's WebAssembly, and of the face model. */
			readonly wasmFolder: string;
			readonly model: string;
	  }
	| {
			/** A film, or one picture: that is a film of a single frame. */
			readonly kind: 'read-film' | 'read-picture';
			readonly file: File;
			/** Address that takes the frames: records of `train/footage/footage.ts`, in order. */
			readonly deliverTo: string;
	  };

export type FootageAnswer =
	| { readonly kind: 'ready' }
	| {
			readonly kind: 'read';
			readonly width: number;
			readonly height: number;
			readonly frames: number;
	  }
	| { readonly kind: 'failed'; readonly why: string };
