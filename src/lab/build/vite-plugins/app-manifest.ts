import type { ManifestOptions } from 'vite-plugin-pwa';

/** Dark slate behind the app, as in the icon. */
const THEME = '#14181f';

export const appManifest: Partial<ManifestOptions> = {
	id: '/',
	name: 'Fleeting',
	short_name: 'Fleeting',
	description: 'Sees brief facial movements in real time, on this device only.',
	lang: 'en',
	dir: 'ltr',
	start_url: './',
	scope: './',
	display: 'standalone',
	orientation: 'any',
	theme_color: THEME,
	background_color: THEME,
	categories: ['education', 'utilities'],
	icons: [
		{ src: 'icons/fleeting.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
		{ src: 'icons/fleeting-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
		{ src: 'icons/fleeting-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
		{
			src: 'icons/fleeting-maskable-512.png',
			sizes: '512x512',
			type: 'image/png',
			purpose: 'maskable',
		},
	],
	// A second start, an opened file: always the window that is there.
	launch_handler: { client_mode: 'focus-existing' },
	file_handlers: [
		{
			action: './?screen=analyze',
			accept: {
				'video/mp4': ['.mp4', '.m4v'],
				'video/quicktime': ['.mov'],
				'video/webm': ['.webm'],
				'video/x-matroska': ['.mkv'],
			},
		},
	],
	// Taken by `static/shared-files.js` in the service worker: nothing is sent anywhere.
	share_target: {
		action: './shared-files',
		method: 'POST',
		enctype: 'multipart/form-data',
		params: { files: [{ name: 'videos', accept: ['video/*'] }] },
	},
	shortcuts: [
		{ name: 'Live', description: 'Measure a face with the camera', screen: 'live' },
		{ name: 'Analyze', description: 'Measure video files', screen: 'analyze' },
		{ name: 'Review', description: 'Go through movements and annotations', screen: 'review' },
		{ name: 'Practice', description: 'Guess which movement the actor showed', screen: 'practice' },
	].map(({ name, description, screen }) => ({
		name,
		description,
		url: `./?screen=${screen}`,
		icons: [{ src: 'icons/fleeting-192.png', sizes: '192x192', type: 'image/png' }],
	})),
};
