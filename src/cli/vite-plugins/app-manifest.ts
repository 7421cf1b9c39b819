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
	shortcuts: [
		{
			name: 'Watch the built-in actor',
			short_name: 'Actor',
			url: './?source=actor',
			icons: [{ src: 'icons/fleeting-192.png', sizes: '192x192', type: 'image/png' }],
		},
		{
			name: 'Analyze a video file',
			short_name: 'Analyze',
			url: './?screen=analyze',
			icons: [{ src: 'icons/fleeting-192.png', sizes: '192x192', type: 'image/png' }],
		},
		{
			name: 'Review annotations',
			short_name: 'Review',
			url: './?screen=review',
			icons: [{ src: 'icons/fleeting-192.png', sizes: '192x192', type: 'image/png' }],
		},
	],
};
