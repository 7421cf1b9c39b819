/** Two trials with the extension; the data are shown at the end. `?source=actor`: no camera. */
/* global initJsPsych, jsPsychHtmlButtonResponse */
import { openFleeting } from './fleeting-frame.js';
import FleetingExtension from './jspsych-extension-fleeting.js';

const source = new URLSearchParams(location.search).get('source') === 'actor' ? 'actor' : 'camera';
/** Parameters of this page are the app's too: `?backend=wasm`, `?lang=de`. */
const app = new URL(`../${location.search}`, location.href).href;
const at = (id) => document.getElementById(id);
if (source === 'actor') at('notice').textContent = 'A drawn face plays; no camera is opened.';

at('begin').addEventListener('click', async () => {
	at('ask').hidden = true;
	at('state').textContent = 'Loading.';
	try {
		const frame = await openFleeting({
			app,
			place: at('place'),
			source,
			consentVersion: 'example-1',
			participant: 'P01',
			session: '1',
			locked: true,
		});
		at('state').textContent = 'Running.';
		const jsPsych = initJsPsych({
			display_element: 'experiment',
			extensions: [{ type: FleetingExtension, params: { frame } }],
		});
		const trial = (word) => ({
			type: jsPsychHtmlButtonResponse,
			stimulus: `<p>${word}</p>`,
			choices: ['Next'],
			extensions: [{ type: FleetingExtension, params: { marker: word } }],
		});
		await jsPsych.run([trial('sunrise'), trial('thunder')]);
		await jsPsych.extensions.fleeting.stop();
		at('state').textContent = 'Done. The data of the trials:';
		at('data').textContent = jsPsych.data.get().json(true);
		at('data').hidden = false;
	} catch (error) {
		at('state').textContent = error.message;
	}
});
