/** Who follows sessions without being a screen: what records them, what tells other programs. */
import type { Report } from '../../line/pipeline/index.ts';
import type { Session } from './session.svelte.ts';

/** Called in the order things happen; must not throw and must not wait. */
export interface SessionWatcher {
	/** The engine is known; the line is about to be told to start. */
	began(session: Session): void;
	/** After the session took it. */
	reported(session: Session, report: Report): void;
	/** Also of a session that never began. Nothing follows. */
	ended(session: Session): void;
}
