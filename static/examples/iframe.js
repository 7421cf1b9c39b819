/** The plain example: open the app, set markers, hear what it finds. `?source=actor`: no camera. */
import { openFleeting } from './fleeting-frame.js';

const source = new URLSearchParams(location.search).get('source') === 'actor' ? 'actor' : 'camera';
/** Parameters of this page are the app's too: `?backend=wasm`, `?lang=de`. */
const app = new URL(`../${location.search}`, location.href).href;
const at = (id) => document.getElementById(id);
if (source === 'actor') {
	at('notice').textContent = 'A drawn face plays; no camera is opened.';
	at('begin').textContent = 'Begin';
}

let frame = null;
let markers = 0;

at('begin').addEventListener('click', async () => {
	at('begin').disabled = true;
	at('state').textContent = 'Loading.';
	try {
		frame = await openFleeting({ app, place: at('place'), source, consentVersion: 'example-1' });
	} catch (error) {
		at('state').textContent = error.message;
		at('begin').disabled = false;
		return;
	}
	at('state').textContent = 'Measuring.';
	at('mark').disabled = at('stop').disabled = false;
	frame.on('*', (message) => {
		if (message.type === 'quality') return;
		const line = document.createElement('li');
		line.textContent = JSON.stringify(message);
		at('log').append(line);
	});
});

at('mark').addEventListener('click', () => frame.mark(`marker ${++markers}`));

at('stop').addEventListener('click', async () => {
	at('mark').disabled = at('stop').disabled = true;
	try {
		const request = frame.send({ type: 'stop' });
		const { events, frames } = await frame.next('session-stop', 30_000, request);
		at('state').textContent = `Stopped after ${frames} frames with ${events} movements.`;
	} catch (error) {
		at('state').textContent = error.message;
	}
	frame.close();
	at('begin').disabled = false;
});
