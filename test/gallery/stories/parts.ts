import { section } from '../story.ts';
import { stand } from '../stand.ts';
import EventCards from '../parts/EventCards.svelte';
import Faults from '../parts/Faults.svelte';
import Icons from '../parts/Icons.svelte';
import Shapes from '../parts/Shapes.svelte';

const alone = (part: typeof Icons) => async () => {
	const { studio, close } = await stand();
	return { studio, part, close };
};

export const parts = section('Parts', {
	icons: alone(Icons),
	shapes: alone(Shapes),
	'event-cards': alone(EventCards),
	faults: alone(Faults),
});
